using System.CommandLine;
using DenseEdge.FleetServer.Commands;

RootCommand root = new("Keeps the models of a fleet up to date; devices speak hawkBit's DDI with it.")
{
    ServeCommand.Create(),
    MigrateCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    AdminTokenCommand.Create(),
};
ParseResult parsed = root.Parse(args);
InvocationConfiguration configuration = new()
{
    EnableDefaultExceptionHandler = false,
    ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
};
int code = await CommandFailure.GuardAsync(() => parsed.InvokeAsync(configuration), Console.Error);
return parsed.Errors.Count > 0 ? CommandFailure.BadUsage : code;
