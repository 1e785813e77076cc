// Every story starts a host, a sandbox and a database of its own; side by side they would only slow each other down.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
