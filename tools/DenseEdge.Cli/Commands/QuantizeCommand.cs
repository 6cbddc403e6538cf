using System.CommandLine;
using DenseEdge.Cli.Quantizing;
using DenseEdge.Quantization.Calibration;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge quantize.</summary>
internal static class QuantizeCommand
{
    private static readonly Dictionary<string, CalibrationMethod> Methods = new()
    {
        ["auto"] = CalibrationMethod.Auto,
        ["minmax"] = CalibrationMethod.MinMax,
        ["percentile"] = CalibrationMethod.Percentile,
        ["entropy"] = CalibrationMethod.Entropy,
        ["mse"] = CalibrationMethod.MeanSquaredError,
    };

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string> model = new("model") { Description = "A float ONNX model, ours or not, or a run folder." };
        Option<string> calibrate = new("--calibrate")
        {
            Description = "Images to calibrate with: a data set (its training split is taken) or a folder of images.",
            HelpName = "folder",
            Required = true,
        };
        Option<string> target = new("--target")
        {
            Description = "Whose rules the model follows: cpu, jetpack5, jetpack6, jetpack6.2, jetpack7, trt11, or a profile (JSON).",
            DefaultValueFactory = _ => "cpu",
            HelpName = "name",
        };
        Option<string?> output = new("--out")
        {
            Description = "The quantised model. [default: <model>.<target>-<precision>.onnx]",
            HelpName = "file",
        };
        Option<int> images = new("--images")
        {
            Description = "Number of calibration images, taken at even distances.",
            DefaultValueFactory = _ => 200,
            HelpName = "n",
        };
        Option<string> method = new("--method")
        {
            Description = "How ranges are chosen; auto takes the best of all for each tensor.",
            DefaultValueFactory = _ => "auto",
        };
        method.AcceptOnlyFromAmong([.. Methods.Keys]);
        Option<double> percentile = new("--percentile")
        {
            Description = "Share of values that --method percentile keeps, in percent.",
            DefaultValueFactory = _ => 99.99,
            HelpName = "percent",
        };
        Option<bool> perTensor = new("--per-tensor") { Description = "One scale per weight, not one per output channel." };
        Option<int?> weightBits = new("--weight-bits")
        {
            Description = "8, or 7 for x86 processors without VNNI. [default: 7 for --target cpu, else 8]",
            HelpName = "n",
        };
        Option<string[]> exclude = new("--exclude")
        {
            Description = "Nodes that stay float, by name; * stands for any characters. May be repeated.",
            HelpName = "pattern",
        };
        Option<bool> sharedConcat = new("--shared-concat")
        {
            Description = "One scale for all inputs of a concatenation and its output: faster, less accurate.",
        };
        Option<bool> heads = new("--heads") { Description = "Quantise the last layer before each output too." };
        Option<bool> noBiasCorrection = new("--no-bias-correction") { Description = "Leave biases as they are." };
        Option<string?> budget = new("--accuracy-budget")
        {
            Description = "How much worse each task may become on the data's test split: 1% of its metric, 1pt, or 1%,depth=2%. The "
                + "fastest variant within it is shipped, even if that is fp16 or fp32 (exit code 3).",
            HelpName = "amount",
        };
        PixelScalingOptions scaling = new();
        Command command = new("quantize", "Turn a float ONNX model into an INT8 one.")
        {
            model, calibrate, target, output, images, method, percentile, perTensor, weightBits, exclude, sharedConcat, heads,
            noBiasCorrection, budget,
        };
        scaling.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(QuantizeVerb.Run(
            new QuantizeArguments
            {
                Model = parsed.GetRequiredValue(model),
                Calibrate = parsed.GetRequiredValue(calibrate),
                Target = parsed.GetRequiredValue(target),
                Output = parsed.GetValue(output),
                Images = parsed.GetValue(images),
                Method = Methods[parsed.GetRequiredValue(method)],
                Percentile = parsed.GetValue(percentile),
                PerTensor = parsed.GetValue(perTensor),
                WeightBits = parsed.GetValue(weightBits),
                Exclude = parsed.GetValue(exclude) ?? [],
                SharedConcat = parsed.GetValue(sharedConcat),
                Heads = parsed.GetValue(heads),
                NoBiasCorrection = parsed.GetValue(noBiasCorrection),
                AccuracyBudget = parsed.GetValue(budget),
                Scaling = scaling.Read(parsed),
            },
            cancellation)));
        return command;
    }
}
