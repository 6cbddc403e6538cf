using System.Diagnostics;
using System.Globalization;
using DenseEdge.Cli.Exporting;
using DenseEdge.Cli.Reporting;
using DenseEdge.Evaluation;
using DenseEdge.Sdk;
using DenseEdge.Training.Engine;
using Spectre.Console;

namespace DenseEdge.Cli.Running;

/// <summary>What ./run does: data, training, export, evaluation on the device path, report.</summary>
internal static class FirstLight
{
    private const int ReportedExamples = 8;
    private const int ComparedImages = 10;

    /// <summary>Runs all stages.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static int Run(TrainArguments arguments, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        using ProgressDisplay display = ProgressDisplay.OnStandardError();
        DataSplits data = DataSets.Open(arguments.Data, arguments.Size, display);
        RunConfiguration configuration = TrainSetup.Configure(arguments, data);
        string folder = TrainSetup.RunFolderFor(arguments.Out, data.Name);

        TrainingOutcome outcome;
        LossHistory losses;
        using (TrainingRun run = TrainingRun.Start(configuration, data.Train, folder))
        {
            outcome = TrainVerb.Train(run, data.Train, display, cancellation);
            losses = run.History;
        }

        if (!outcome.Finished)
        {
            display.Dispose();
            Console.WriteLine(TrainVerb.ResumeHint(folder));
            return CommandFailure.Interrupted;
        }

        using TrainedNetwork trained = TrainedNetwork.Load(folder);
        display.Begin("export");
        PlainExport.Write(trained.Network, RunFolder.ModelPath(folder), trained.Configuration.DataName);

        display.Begin("evaluation");
        using DensePredictor predictor = DensePredictor.Load(RunFolder.ModelPath(folder));
        ReportPictures pictures = new(Path.Combine(folder, "report"), data.Test, ReportedExamples);
        EngineAgreement agreement = new();
        LatencyRecord latency = new();
        MetricTable metrics = ModelEvaluation.Measure(
            predictor, data.Test, display,
            (index, sample, prediction) =>
            {
                latency.Add(prediction.Timing.TotalMs);
                pictures.Visit(index, sample, prediction);
                if (index < ComparedImages)
                {
                    agreement.Add(trained.Predict(prediction.Frame), prediction);
                }
            },
            cancellation);

        MetricsFile.Write(RunFolder.MetricsPath(folder), new EvaluationRecord
        {
            Data = data.Name,
            Images = data.Test.Count,
            InputHeight = configuration.Network.InputHeight,
            InputWidth = configuration.Network.InputWidth,
            Parameters = trained.Network.parameters().Sum(parameter => parameter.numel()),
            TrainingSteps = outcome.Steps,
            TrainingSeconds = outcome.TrainingSeconds,
            Scores = metrics,
        });
        string page = Path.Combine(folder, "report", "index.html");
        ReportPage.Write(page, new ReportContent
        {
            Title = $"DenseEdge: {data.Name}",
            Facts = Facts(configuration, data, outcome, trained, predictor, latency, clock.Elapsed),
            Tasks = configuration.Network.Tasks,
            Metrics = metrics,
            Agreement = agreement.Describe(),
            Losses = losses,
            Examples = pictures.Examples,
        });
        display.Dispose();
        PrintConclusion(data, predictor, metrics, agreement, latency, folder, page, clock.Elapsed);
        return 0;
    }

    private static List<(string Name, string Value)> Facts(
        RunConfiguration configuration, DataSplits data, TrainingOutcome outcome, TrainedNetwork trained,
        DensePredictor predictor, LatencyRecord latency, TimeSpan elapsed) =>
    [
        ("data", $"{data.Name}: {data.Train.Count} training images, {data.Test.Count} test images"),
        ("network", string.Create(
            CultureInfo.InvariantCulture,
            $"{configuration.Network.Backbone}, {MethodNames.Of(configuration.Network.Refinement)}, "
            + $"{trained.Network.parameters().Sum(parameter => parameter.numel()) / 1e6:F2} M parameters, "
            + $"input {configuration.Network.InputHeight}x{configuration.Network.InputWidth}")),
        ("backbone weights", configuration.Weights is { } weights ? Path.GetFileName(weights) : "random"),
        ("training", string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.Steps} steps of {configuration.Training.BatchSize} images in {outcome.TrainingSeconds:F0} s")),
        ("engine", predictor.EngineName),
        ("latency", latency.Describe()),
        ("whole run", ProgressDisplay.Clock(elapsed)),
    ];

    private static void PrintConclusion(
        DataSplits data, DensePredictor predictor, MetricTable metrics, EngineAgreement agreement, LatencyRecord latency,
        string folder, string page, TimeSpan elapsed)
    {
        MetricTableView.Print(
            AnsiConsole.Console,
            $"{data.Name}, test split, {data.Test.Count} images at {predictor.Model.InputHeight}x{predictor.Model.InputWidth}, "
            + "through DensePredictor",
            metrics);
        Console.WriteLine("exported network against the trained one: "
            + string.Join(", ", agreement.Describe().Select(entry => $"{entry.Name} {entry.Value}")));
        Console.WriteLine($"latency: {latency.Describe()} on {predictor.EngineName}");
        Console.WriteLine($"model:   {RunFolder.ModelPath(folder)}");
        Console.WriteLine($"device:  ./denseedge export {folder} --target NAME makes its model: docs/export.md lists the names");
        Console.WriteLine($"report:  {Path.GetFullPath(page)}");
        Console.WriteLine($"time:    {ProgressDisplay.Clock(elapsed)}, set-up and build not counted");
    }
}
