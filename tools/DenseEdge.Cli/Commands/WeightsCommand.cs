using System.CommandLine;
using DenseEdge.Cli.Running;
using DenseEdge.Training.Weights;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge weights import and export.</summary>
internal static class WeightsCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create() => new("weights", "Published weights in, trained weights out.") { Import(), Export() };

    private static Command Import()
    {
        Argument<string> file = new("file") { Description = "A checkpoint of PyTorch (.pth, .pt, .ckpt) or a safetensors file." };
        Option<string?> output = new("--out")
        {
            Description = "The safetensors file to write, with the official names. [default: only report]",
            HelpName = "file",
        };
        Option<string?> run = new("--run")
        {
            Description = "For a whole network: a run folder to write, for 'export' and 'evaluate'.",
            HelpName = "folder",
        };
        Option<string?> architecture = new("--arch")
        {
            Description = $"{string.Join(", ", BackboneNames.All)}. [default: recognised]",
            HelpName = "name",
        };
        Option<string?> genotype = new("--genotype")
        {
            Description = "For a whole ATRC network: its genotype (JSON). [default: looked for beside the file]",
            HelpName = "file",
        };
        Option<(int Height, int Width)?> size = CommonOptions.Size();
        size.Description = "For a whole network: its input, HEIGHTxWIDTH in pixels. [default: that of its benchmark]";
        Option<bool> lenient = new("--lenient") { Description = "Write what fits even if something does not." };
        Command command = new(
            "import", "Read weights of other programs, map them, and tell what fits. Nothing in a file is executed.")
        {
            file, output, run, architecture, genotype, size, lenient,
        };
        command.SetAction(parsed => WeightsVerb.Import(new WeightImportOptions
        {
            Path = parsed.GetRequiredValue(file),
            Out = parsed.GetValue(output),
            Run = parsed.GetValue(run),
            Architecture = parsed.GetValue(architecture),
            Genotype = parsed.GetValue(genotype),
            Size = parsed.GetValue(size),
            Lenient = parsed.GetValue(lenient),
        }));
        return command;
    }

    private static Command Export()
    {
        Argument<string> run = new("run") { Description = "A run folder of 'denseedge train'." };
        Option<string> output = new("--out") { Description = "The safetensors file.", HelpName = "file", Required = true };
        Command command = new("export", "Write the weights of a run as safetensors with the official names.") { run, output };
        command.SetAction(parsed => WeightsVerb.Export(parsed.GetRequiredValue(run), parsed.GetRequiredValue(output)));
        return command;
    }
}
