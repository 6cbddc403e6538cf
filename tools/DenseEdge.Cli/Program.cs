using System.CommandLine;
using DenseEdge.Cli.Commands;
using DenseEdge.Cli.Running;

RootCommand root = new("DenseEdge: train, measure, export and run networks for several dense predictions at once.")
{
    FirstLightCommand.Create(),
    TrainCommand.Create(),
    EvaluateCommand.Create(),
    CompareCommand.Create(),
    ExportCommand.Create(),
    PredictCommand.Create(),
    DataCommand.Create(),
};

ParseResult parsed = root.Parse(args);
InvocationConfiguration configuration = new()
{
    EnableDefaultExceptionHandler = false,

    // Ctrl-C lets the training finish its step and write a checkpoint.
    ProcessTerminationTimeout = TimeSpan.FromMinutes(2),
};
return await CommandFailure.Guard(() => parsed.InvokeAsync(configuration)).ConfigureAwait(false);
