"""The city's hotline (12345政务服务便民热线): work orders from the call to the call back; 国办发〔2020〕53号."""
