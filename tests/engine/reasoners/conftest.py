from engine.reasoners.durable import durable_available

# durable-rules has no release for Python 3.13 and later; there, only its absence is tested.
collect_ignore = ["test_unavailable.py"] if durable_available() else ["test_durable.py", "test_agreement.py"]
