using System.CommandLine;
using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge evaluate.</summary>
internal static class EvaluateCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string> model = new("model") { Description = "An exported model (.onnx), or a run folder." };
        Option<string?> data = new("--data")
        {
            Description = "Data folder or descriptor, or 'synthetic'. [default: the data of the run]",
            HelpName = "folder",
        };
        Option<string?> json = new("--json") { Description = "Write the metrics to this file too.", HelpName = "file" };
        Option<bool> benchmark = new("--boundary-benchmark")
        {
            Description = "Score boundaries as the benchmarks do: odsF, oisF, AP by exact matching at 101 thresholds.",
        };
        Option<double?> maxDistance = new("--max-dist")
        {
            Description = "Tolerance of the boundary benchmark, as a share of the image's diagonal. "
                + "[default: 0.011 for NYUD-v2, 0.0075 for other data]",
            HelpName = "share",
        };
        Option<string?> folder = new("--save-boundaries")
        {
            Description = "Write predicted boundaries there for other evaluation code: 8 bit PNG, floor(255*p), size of the photo.",
            HelpName = "folder",
        };
        Option<bool> asWritten = new("--no-graph-optimization")
        {
            Description = "Run every node as the file says: what a model for TensorRT computes, without this engine's fusions.",
        };
        Command command = new("evaluate", "Measure a model on the test split of a data set.")
        {
            model, data, json, benchmark, maxDistance, folder, asWritten,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(EvaluateVerb.Run(
            new EvaluateArguments
            {
                Model = parsed.GetRequiredValue(model),
                Data = parsed.GetValue(data),
                Json = parsed.GetValue(json),
                BoundaryBenchmark = parsed.GetValue(benchmark),
                MaxDistance = parsed.GetValue(maxDistance),
                BoundaryFolder = parsed.GetValue(folder),
                OptimizeGraph = !parsed.GetValue(asWritten),
            },
            cancellation)));
        return command;
    }
}
