using System.CommandLine;
using DenseEdge.Cli.Exporting;
using DenseEdge.Cli.Running;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge export.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string?> Run = new("run")
    {
        Description = "A run folder of 'denseedge train'.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Preset = Text("--preset", "name", "A named network in place of a run: see 'denseedge presets'.");

    private static readonly Option<string?> Config = Text("--config", "file", "A network in place of a run: JSON of the layout of run.json.");

    private static readonly Option<bool> RandomWeights = new("--random-weights")
    {
        Description = "Random weights for --preset or --config, to measure latency; the model says so.",
    };

    private static readonly Option<int?> Seed = new("--seed") { Description = "Seed of the random weights. [default: 0]", HelpName = "n" };

    private static readonly Option<string> Target = new("--target")
    {
        Description = $"What runs the model: {string.Join(", ", TargetProfiles.Names)}, or a profile (JSON).",
        DefaultValueFactory = _ => "cpu",
        HelpName = "name",
    };

    private static readonly Option<string> Precision = new("--precision")
    {
        Description = "fp32, fp16 or int8.",
        DefaultValueFactory = _ => "fp32",
        HelpName = "name",
    };

    private static readonly Option<string?> Calibrate = Text(
        "--calibrate", "data", "Images that show which ranges the numbers have: a data set or a folder. int8 needs them.");

    private static readonly Option<int?> Images = new("--images")
    {
        Description = "How many images to calibrate with. [default: 200]",
        HelpName = "n",
    };

    private static readonly Option<string?> AccuracyBudget = Text(
        "--accuracy-budget", "amount", "How much worse each task may become on the calibration data's test split: 1% of its metric, 1pt, or "
            + "1%,depth=2%. The fastest variant within it is shipped, even if that is fp16 or fp32 (exit code 3).");

    private static readonly Option<string?> Size = Text(
        "--size", "HxW", "The network's image, HEIGHTxWIDTH in pixels. [default: that of the run or the preset]");

    private static readonly Option<string?> Input = Text(
        "--input", "form", "uint8-nhwc, float-nchw or float16-nchw: numbers 0 to 255. [default: bytes where the target takes them]");

    private static readonly Option<string?> Output = Text(
        "--output", "form", "labels or logits, for tasks with classes. [default: labels]");

    private static readonly Option<string?> Camera = Text(
        "--camera", "HxW", "Size of the camera's frames, which the graph resizes. [default: the network's]");

    private static readonly Option<bool> Letterbox = new("--letterbox")
    {
        Description = "With --camera: keep the frame's aspect ratio and pad the rest; outputs show the frame only.",
    };

    private static readonly Option<string?> Out = Text(
        "--out", "file", "The ONNX file. [default: model.onnx in the run folder, or PRESET.onnx; with the target in its name]");

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Command command = new("export", "Write a network as ONNX that a target accepts, and a report.")
        {
            Run, Preset, Config, RandomWeights, Seed, Target, Precision, Calibrate, Images, AccuracyBudget, Size, Input, Output,
            Camera, Letterbox, Out,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(ExportVerb.Run(Read(parsed), cancellation)));
        return command;
    }

    private static ExportArguments Read(ParseResult parsed) => new()
    {
        Run = parsed.GetValue(Run),
        Preset = parsed.GetValue(Preset),
        Config = parsed.GetValue(Config),
        RandomWeights = parsed.GetValue(RandomWeights),
        Seed = parsed.GetValue(Seed),
        Target = parsed.GetRequiredValue(Target),
        Precision = parsed.GetRequiredValue(Precision),
        Calibrate = parsed.GetValue(Calibrate),
        Images = parsed.GetValue(Images),
        AccuracyBudget = parsed.GetValue(AccuracyBudget),
        Size = parsed.GetValue(Size),
        Input = parsed.GetValue(Input),
        Output = parsed.GetValue(Output),
        Camera = parsed.GetValue(Camera),
        Letterbox = parsed.GetValue(Letterbox),
        Out = parsed.GetValue(Out),
    };

    private static Option<string?> Text(string name, string value, string description)
        => new(name) { Description = description, HelpName = value };
}
