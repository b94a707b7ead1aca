"""Information security incidents and drills (信息安全事件、应急演练): plan 五(四)."""
