using System.Reflection;

namespace DenseEdge.Cli.Tests;

/// <summary>The table of docs/architecture.md: what each project may use.</summary>
public sealed class DependencyTests
{
    private static readonly string[] Engines = ["Microsoft.ML.OnnxRuntime", "TorchSharp", "OpenCvSharp", "System.Device.Gpio"];

    [Theory]
    [InlineData("DenseEdge.Contracts")]
    [InlineData("DenseEdge.Imaging", "DenseEdge.Contracts", "OpenCvSharp")]
    [InlineData("DenseEdge.Cameras", "DenseEdge.Contracts", "DenseEdge.Imaging", "OpenCvSharp")]
    [InlineData(
        "DenseEdge.Sdk", "DenseEdge.Contracts", "DenseEdge.Imaging", "DenseEdge.Cameras", "DenseEdge.Storage",
        "DenseEdge.Telemetry", "Microsoft.ML.OnnxRuntime")]
    [InlineData("DenseEdge.Telemetry")]
    [InlineData("DenseEdge.Storage")]
    [InlineData("DenseEdge.Transfer", "DenseEdge.Storage")]
    [InlineData("DenseEdge.Tuf", "DenseEdge.Storage", "DenseEdge.Transfer")]
    [InlineData(
        "DenseEdge.Bundles", "DenseEdge.Contracts", "DenseEdge.Imaging", "DenseEdge.Sdk", "DenseEdge.Storage",
        "DenseEdge.Transfer", "DenseEdge.Tuf")]
    [InlineData(
        "DenseEdge.Agent", "DenseEdge.Bundles", "DenseEdge.Contracts", "DenseEdge.Hosting", "DenseEdge.Sdk",
        "DenseEdge.Storage", "DenseEdge.Telemetry", "DenseEdge.Transfer", "DenseEdge.Tuf")]
    [InlineData("DenseEdge.Hosting", "DenseEdge.Contracts", "DenseEdge.Imaging")]
    [InlineData("DenseEdge.FleetApi")]
    [InlineData("DenseEdge.Onnx", "DenseEdge.Contracts")]
    [InlineData("DenseEdge.Quantization", "DenseEdge.Contracts", "DenseEdge.Onnx", "Microsoft.ML.OnnxRuntime")]
    [InlineData("DenseEdge.Data", "DenseEdge.Contracts", "DenseEdge.Imaging", "DenseEdge.Evaluation")]
    [InlineData("DenseEdge.Evaluation", "DenseEdge.Contracts")]
    [InlineData("DenseEdge.Search", "DenseEdge.Contracts")]
    [InlineData(
        "DenseEdge.Training", "DenseEdge.Contracts", "DenseEdge.Imaging", "DenseEdge.Data", "DenseEdge.Evaluation",
        "DenseEdge.Onnx", "DenseEdge.Search", "TorchSharp")]
    [InlineData(
        "DenseEdge.Parity", "DenseEdge.Contracts", "DenseEdge.Imaging", "DenseEdge.Data", "DenseEdge.Evaluation",
        "DenseEdge.Training", "TorchSharp")]
    public void Project_UsesOnlyWhatItMay(string project, params string[] mayUse)
    {
        IEnumerable<string> uses = Assembly.Load(project).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("DenseEdge", StringComparison.Ordinal) || Engines.Contains(name));

        Assert.Empty(uses.Except(mayUse));
    }

    [Theory]
    [InlineData("Microsoft.ML.OnnxRuntime")]
    [InlineData("TorchSharp")]
    [InlineData("OpenCvSharp")]
    [InlineData("System.Device.Gpio")]
    public void Binding_KnowsNothingOfDenseEdge(string name)
        => Assert.DoesNotContain(
            Assembly.Load(name).GetReferencedAssemblies(),
            reference => reference.Name!.StartsWith("DenseEdge", StringComparison.Ordinal));
}
