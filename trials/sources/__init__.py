"""What others say: registries and libraries read into typed records. Pure: bytes in, records or problems out."""
