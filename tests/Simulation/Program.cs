using Banyan.Simulation.Processes;
using Xunit.Runner.InProc.SystemConsole;

// Worlds, processes and databases of their own: side by side they would only slow each other down.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

return args is [Worker.Verb, .. var rest] ? await Worker.Run(rest) : await ConsoleRunner.Run(args);
