using System.Reflection;
using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Evaluation;
using DenseEdge.Imaging;
using DenseEdge.Onnx;
using DenseEdge.Sdk;
using DenseEdge.Training.Network;

namespace DenseEdge.Cli.Tests;

/// <summary>The table of docs/architecture.md: what each project may use.</summary>
public sealed class DependencyTests
{
    private static readonly string[] Engines = ["Microsoft.ML.OnnxRuntime", "TorchSharp", "OpenCvSharp"];

    [Theory]
    [InlineData(typeof(TaskSpec), "")]
    [InlineData(typeof(ImageFile), "DenseEdge.Contracts OpenCvSharp")]
    [InlineData(typeof(DensePredictor), "DenseEdge.Contracts DenseEdge.Imaging Microsoft.ML.OnnxRuntime")]
    [InlineData(typeof(OnnxGraphBuilder), "DenseEdge.Contracts")]
    [InlineData(typeof(ISampleSource), "DenseEdge.Contracts DenseEdge.Imaging")]
    [InlineData(typeof(PredictionScorer), "DenseEdge.Contracts")]
    [InlineData(
        typeof(MultiTaskNetwork),
        "DenseEdge.Contracts DenseEdge.Imaging DenseEdge.Data DenseEdge.Evaluation DenseEdge.Onnx TorchSharp")]
    public void Project_UsesOnlyWhatItMay(Type member, string mayUse)
    {
        Assembly assembly = member.Assembly;
        IEnumerable<string> uses = assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("DenseEdge", StringComparison.Ordinal) || Engines.Contains(name));

        Assert.Empty(uses.Except(mayUse.Split(' ')));
    }

    [Theory]
    [InlineData("Microsoft.ML.OnnxRuntime")]
    [InlineData("TorchSharp")]
    [InlineData("OpenCvSharp")]
    public void Binding_KnowsNothingOfDenseEdge(string name)
        => Assert.DoesNotContain(
            Assembly.Load(name).GetReferencedAssemblies(),
            reference => reference.Name!.StartsWith("DenseEdge", StringComparison.Ordinal));
}
