using System.Globalization;
using DenseEdge.Data;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Running;

/// <summary>denseedge train, and the first stage of ./run.</summary>
internal static class TrainVerb
{
    /// <summary>Trains from the start.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static int Run(TrainArguments arguments, CancellationToken cancellation)
    {
        DataSplits data = DataSets.Open(arguments.Data, arguments.Size);
        RunConfiguration configuration = TrainSetup.Configure(arguments, data);
        string folder = TrainSetup.RunFolderFor(arguments.Out, data.Name);
        using ProgressDisplay display = ProgressDisplay.OnStandardError();
        using TrainingRun run = TrainingRun.Start(configuration, data.Train, folder);
        TrainingOutcome outcome = Train(run, data.Train, display, cancellation);
        return Conclude(outcome, folder);
    }

    /// <summary>Goes on with an interrupted run.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="dataArgument">The data, if it has moved; null to take what the run was started with.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static int Resume(string folder, string? dataArgument, CancellationToken cancellation)
    {
        RunConfiguration configuration = RunConfiguration.Load(folder);
        DataSplits data = DataSets.Open(
            dataArgument ?? configuration.Data, (configuration.Network.InputHeight, configuration.Network.InputWidth));
        using ProgressDisplay display = ProgressDisplay.OnStandardError();
        using TrainingRun run = TrainingRun.Resume(folder, data.Train);
        TrainingOutcome outcome = Train(run, data.Train, display, cancellation);
        return Conclude(outcome, folder);
    }

    /// <summary>Runs a training and shows how far it is.</summary>
    /// <param name="run">The training.</param>
    /// <param name="samples">Its samples, for the display.</param>
    /// <param name="display">Shows the progress.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static TrainingOutcome Train(
        TrainingRun run, ISampleSource samples, ProgressDisplay display, CancellationToken cancellation)
    {
        display.Begin("training");
        display.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{samples.Count} training images, {run.Network.parameters().Sum(parameter => parameter.numel()) / 1e6:F2} M parameters"));
        return run.Run(new StepDisplay(display), cancellation);
    }

    /// <summary>Says how to go on with an interrupted run.</summary>
    /// <param name="folder">The run's folder.</param>
    public static string ResumeHint(string folder) =>
        $"Interrupted; the checkpoint is saved. To go on: ./denseedge train --resume {folder}";

    private static int Conclude(TrainingOutcome outcome, string folder)
    {
        if (!outcome.Finished)
        {
            Console.WriteLine(ResumeHint(folder));
            return CommandFailure.Interrupted;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.Steps} steps in {outcome.TrainingSeconds:F0} s. Next: ./denseedge export {folder}"));
        return 0;
    }
}
