using System.CommandLine;
using DenseEdge.Cli.ModelComparison;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge compare-models.</summary>
internal static class CompareModelsCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string> first = new("first") { Description = "The model that is taken as right (.onnx), or a run folder." };
        Argument<string> second = new("second")
        {
            Description = "The model that is measured against it, such as its FP16 or INT8 form.",
        };
        Option<string> data = new("--data")
        {
            Description = "A data set (its test split is taken) or a folder of images.",
            HelpName = "folder",
            Required = true,
        };
        Option<int> images = new("--images")
        {
            Description = "Images for the comparison of layers, taken at even distances; metrics use the whole split.",
            DefaultValueFactory = _ => 16,
            HelpName = "n",
        };
        Option<string> optimisation = new("--optimisation")
        {
            Description = "What the engine may do to the graphs: none runs every node as the file says, as other engines do; "
                + "all is what a device with this engine runs.",
            DefaultValueFactory = _ => "none",
        };
        optimisation.AcceptOnlyFromAmong("none", "all");
        Option<int> worst = new("--worst")
        {
            Description = "Layers to list.",
            DefaultValueFactory = _ => 20,
            HelpName = "n",
        };
        Option<string?> html = new("--html")
        {
            Description = "Write a page with pictures of where predictions differ.",
            HelpName = "file",
        };
        Option<string?> json = new("--json") { Description = "Write everything to this file.", HelpName = "file" };
        PixelScalingOptions scaling = new();
        Command command = new("compare-models", "Compare two models layer by layer, and by the metrics of their predictions.")
        {
            first, second, data, images, optimisation, worst, html, json,
        };
        scaling.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(CompareModelsVerb.Run(
            new CompareModelsArguments
            {
                First = parsed.GetRequiredValue(first),
                Second = parsed.GetRequiredValue(second),
                Data = parsed.GetRequiredValue(data),
                Images = parsed.GetValue(images),
                OptimizeGraph = parsed.GetRequiredValue(optimisation) == "all",
                Worst = parsed.GetValue(worst),
                Html = parsed.GetValue(html),
                Json = parsed.GetValue(json),
                Scaling = scaling.Read(parsed),
            },
            cancellation)));
        return command;
    }
}
