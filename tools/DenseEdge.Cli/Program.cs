using System.CommandLine;
using DenseEdge.Cli.Commands;
using DenseEdge.Cli.Fleet;
using DenseEdge.Cli.Running;
using DenseEdge.Data.Caching;

// This verb is called hundreds of times in a row: it doesn't wait until all others are there.
if (args is [TufClientCommand.Name, ..])
{
    return await CommandFailure.Guard(
        () => new RootCommand { TufClientCommand.Create() }.Parse(args).InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false })).ConfigureAwait(false);
}

if (FleetServerProgram.IsFor(args))
{
    return await CommandFailure.Guard(() => Task.FromResult(FleetServerProgram.Become(args[1..]))).ConfigureAwait(false);
}

RootCommand root = new("DenseEdge: train, measure, export and run networks for several dense predictions at once.")
{
    FirstLightCommand.Create(),
    TrainCommand.Create(),
    EvaluateCommand.Create(),
    CompareCommand.Create(),
    CompareModelsCommand.Create(),
    FrontCommand.Create(),
    ExportCommand.Create(),
    PresetsCommand.Create(),
    LintCommand.Create(),
    DoctorCommand.Create(),
    QuantizeCommand.Create(),
    FinetuneCommand.Create(),
    PredictCommand.Create(),
    BenchCommand.Create(),
    FlashCommand.Create(),
    ProfileCommand.Create(),
    MeasureCommand.Create(),
    SearchCommand.Create(),
    RecertifyCommand.Create(),
    SearchJobCommand.Create(),
    BundleCommand.Create(),
    FleetCommand.Create(),
    DataCommand.Create(),
    ParityCommand.Create(),
    WeightsCommand.Create(),
    KeysCommand.Create(),
    RepoCommand.Create(),
    TufClientCommand.Create(),
};
Option<string?> cache = new("--cache")
{
    Description = "Folder for what is computed from data sets. "
        + "[default: DENSEEDGE_CACHE, or denseedge in the user's cache folder]",
    HelpName = "folder",
    Recursive = true,
};
root.Options.Add(cache);

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count == 0)
{
    DataCache.Use(parsed.GetValue(cache));
}

InvocationConfiguration configuration = new()
{
    EnableDefaultExceptionHandler = false,

    // Ctrl-C lets the training finish its step and write a checkpoint.
    ProcessTerminationTimeout = TimeSpan.FromMinutes(2),
};
return await CommandFailure.Guard(() => parsed.InvokeAsync(configuration)).ConfigureAwait(false);
