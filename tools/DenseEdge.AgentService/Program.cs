using System.CommandLine;
using DenseEdge.AgentService;
using DenseEdge.AgentService.Commands;

RootCommand root = new("Keeps the model of this device up to date, and never leaves it without one.")
{
    RunCommand.Create(),
    ApplyCommand.Create(),
    CheckCommand.Create(),
    StatusCommand.Create(),
    PauseCommand.Create("pause", "Forbid updates by polls; survives restarts.", isPaused: true),
    PauseCommand.Create("resume", "Allow updates by polls again.", isPaused: false),
    RollbackCommand.Create(),
    FactsCommand.Create(),
};
ParseResult parsed = root.Parse(args);
InvocationConfiguration configuration = new()
{
    EnableDefaultExceptionHandler = false,
    ProcessTerminationTimeout = TimeSpan.FromSeconds(5),
};
int code = await ServiceFailure.Guard(() => parsed.InvokeAsync(configuration)).ConfigureAwait(false);
return parsed.Errors.Count > 0 ? ServiceFailure.BadUsage : code;
