using System.CommandLine;
using DenseEdge.Cli.Benching;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge bench.</summary>
internal static class BenchCommand
{
    private const double LongestSeconds = 3600;
    private const string Raw = "raw";

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string> model = new("model") { Description = "An exported model (.onnx), or a run folder." };
        Option<string?> camera = new("--camera")
        {
            Description = "A camera whose frames are used, also live. [default: made-up frames of 640x480 pixels]",
            HelpName = "uri",
        };
        Option<string?> compare = new("--compare")
        {
            Description = "raw: measure bare calls of ONNX Runtime beside, on the processor.",
            HelpName = Raw,
        };
        compare.AcceptOnlyFromAmong(Raw);
        Option<double[]?> rates = new("--rate")
        {
            Description = "Frames per second at which latency is measured. [default: 10,30,60]",
            CustomParser = BenchRates.Parse,
            HelpName = "hz,hz",
        };
        Option<double> seconds = new("--seconds")
        {
            Description = "Seconds for each rate, and for the comparison.",
            DefaultValueFactory = _ => 5,
            HelpName = "n",
        };
        seconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= LongestSeconds))
            {
                result.AddError($"Expected seconds above 0 and at most {LongestSeconds} for --seconds.");
            }
        });
        Option<string?> json = new("--json") { Description = "File for the report.", HelpName = "file" };
        Option<int> threads = new("--threads")
        {
            Description = "Threads of the engine; 0 for one per processor.",
            DefaultValueFactory = _ => 0,
            HelpName = "n",
        };
        Option<ExecutionProvider?> engine = new("--engine")
        {
            Description = "What computes: cpu, cuda, tensorrt or directml. [default: the best that is there]",
            HelpName = "engine",
        };
        Command command = new("bench", "Measure a model's peak rate, and its latency at fixed rates, on this device.")
        {
            model, camera, compare, rates, seconds, json, threads, engine,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(BenchVerb.Run(
            new BenchArguments
            {
                Model = parsed.GetRequiredValue(model),
                Camera = parsed.GetValue(camera),
                CompareRaw = parsed.GetValue(compare) == Raw,
                RatesHz = parsed.GetValue(rates) is { Length: > 0 } given ? given : [10, 30, 60],
                Seconds = parsed.GetValue(seconds),
                Json = parsed.GetValue(json),
                Threads = parsed.GetValue(threads),
                Engine = parsed.GetValue(engine),
            },
            cancellation)));
        return command;
    }
}
