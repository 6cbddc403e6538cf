using System.Diagnostics;

namespace DenseEdge.Cli.Tests;

/// <summary>Runs the built program as a user would.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_Always_ListsTheVerbs()
    {
        (int code, string output, _) = await Run("--help");
        Assert.Equal(0, code);
        Assert.All(
            [
                "train", "finetune", "evaluate", "export", "presets", "predict", "data", "weights", "parity", "first-light",
                "compare", "doctor", "bench", "profile", "search", "front",
            ],
            verb => Assert.Contains(verb, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("train --budget ten", "Expected a time such as 90s, 10m or 1.5h, found 'ten'.")]
    [InlineData("train --size 192", "Expected HEIGHTxWIDTH")]
    [InlineData("train --budget 5s --steps 3", "Expected --budget or --steps, found both.")]
    [InlineData("train --data /no/such/folder", "/no/such/folder")]
    [InlineData("train --weights /no/such.safetensors", "found no file '/no/such.safetensors'")]
    [InlineData("evaluate /no/such.onnx", "found no '/no/such.onnx'")]
    [InlineData("predict /no/such.onnx picture.jpg", "found no '/no/such.onnx'")]
    [InlineData("export /no/such/run", "run.json")]
    [InlineData("export --preset nyud-hrnet18-atrc", "Expected --random-weights")]
    [InlineData("export --preset cow --random-weights --target jetpack9", "Unknown target 'jetpack9'")]
    [InlineData("evaluate /no/such.onnx --max-dist 0.011", "found no '/no/such.onnx'")]
    [InlineData("compare /no/such/run /no/other", "/no/such/run")]
    [InlineData("compare /no/such/run /no/other", "/no/other")]
    [InlineData("front /no/such/study", "found no '/no/such/study'. Make one with: ./denseedge search")]
    [InlineData("parity /no/such/folder", "found no folder '/no/such/folder'")]
    [InlineData("weights import /no/such.pth", "found no '/no/such.pth'")]
    [InlineData("weights export /no/such/run --out weights.safetensors", "run.json")]
    [InlineData("train --backbone resnet", "found 'resnet'")]
    [InlineData("train --genotype sideways", "found 'sideways'")]
    [InlineData("train --neck giraffe", "Expected concat, projection or aspp for --neck, found 'giraffe'.")]
    [InlineData("train --refinement telepathy", "Expected none, atrc, pad-net, cross-stitch for --refinement")]
    [InlineData("train --tasks depth,sal", "found 'sal'")]
    [InlineData("train --encoder split", "Expected shared or branched:STAGE:GROUP;GROUP for --encoder")]
    [InlineData("train --encoder branched:2:semseg;depth", "lack normals, edge")]
    [InlineData("train --encoder branched:2:semseg;shapes", "found 'shapes'")]
    [InlineData("train --refinement pad-net --genotype global", "A genotype is given, but Refinement is pad_net.")]
    [InlineData("train --backbone resnet-50 --output-stride 4", "OutputStride must be 8 or 16, got 4.")]
    [InlineData("train --config /no/such.json", "found no file '/no/such.json'")]
    [InlineData("train --neck giraffe --refinement telepathy --backbone cow", "found 'cow'. Expected concat, projection or aspp")]
    [InlineData("quantize /no/such.onnx --calibrate synthetic", "found no '/no/such.onnx'")]
    [InlineData("quantize /no/such.onnx", "--calibrate")]
    [InlineData("finetune /no/such/run", "run.json")]
    [InlineData("finetune /no/such/run --budget 5s --steps 3", "Expected --budget or --steps, found both.")]
    [InlineData("train --contrast A9", "A7 for --contrast, found 'A9'")]
    [InlineData("train --contrast-margin 0.5", "Expected --contrast beside")]
    [InlineData("train --contrast on --contrast-margin 7", "Margin must be between 0 and 2")]
    public async Task Verb_WithABadArgument_SaysWhatWasExpectedInOneMessage(string arguments, string message)
    {
        (int code, _, string error) = await Run(arguments);
        Assert.Equal(1, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> Run(string arguments)
    {
        using Process program = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "denseedge"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        Task<string> output = program.StandardOutput.ReadToEndAsync();
        Task<string> error = program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        return (program.ExitCode, await output, await error);
    }
}
