"""The register of bundles (一件事一次办): which matters are done together, by one form, with one set of papers.

What the other modules build on:

- `rules.content.Content` is the document of a bundle: `questions` (situations), `members` (`Member`: an option of the
  catalogue, the keys it waits for in `after`, `needed_when`, `is_optional`, what it takes over from earlier members in
  `takes`, and its `gate`: the event that has to be reported before its result may be handed out), `shared` (one
  question of the one form → which fields and situation questions of members it fills) and `papers` (papers that
  members call differently and that are one).
- `models.Bundle` is the bundle, `models.BundleEdition` an immutable numbered edition with its day and its hash,
  `models.BundleDraft` the next edition while it is being made (the flow's subject, four eyes), and
  `models.BundleMember` the members of each edition by option code.
- `queries.edition_on(code, day)` gives the `InForce` edition or raises `NotFound`; `queries.in_force_on(day)` all of
  them, `queries.bundles_of(option_code, on=day)` those that an option belongs to, `queries.guides_of(content)` the
  guides of the members in force.
- `rules.form.taken_over(content, key)` are the fields of a member that an earlier member's result fills; the one form
  does not ask them, whoever begins that member does.
- `rules.graph`: `order(members)` (levels: what may run side by side), `waits_for(members)` (all that is earlier),
  `critical_path`; `rules.needed.needed_members(content, answers)`.
- `rules.form.one_form(content, options)` is the one form, `rules.form.dispatched(content, options, values)` what each
  member gets of it as (answers, form).
- `rules.papers.minimal_set(content, options, answers, held=…)` is the one set of papers with why each is asked, and
  what is spared and by what.

The app's label is `bundles`; handling's app of joint acceptance carries another.
"""
