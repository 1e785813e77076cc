// Every story starts a host, a sandbox and a database of its own. Two at a time: a story alone spends half its time waiting for answers.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
