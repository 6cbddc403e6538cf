using DenseEdge.Cli.Exporting;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Linting;
using DenseEdge.Onnx.Targets;
using DenseEdge.Sdk;
using DenseEdge.Training.Export;
using DenseEdge.Training.Network;
using DenseEdge.Training.Presets;

namespace DenseEdge.Cli.Tests.Exporting;

public sealed class PlainExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-plain-test-").FullName;

    /// <summary>Targets that take bytes at all take the plain model; what it answers is what the raw graph answers.</summary>
    [Fact]
    public void Write_OfANetwork_IsTheRawGraphInAFormThatTargetsTake()
    {
        string plainPath = Path.Combine(_folder, "plain.onnx"), rawPath = Path.Combine(_folder, "raw.onnx");
        NetworkOptions options = NetworkPresets.Find("nyud-hrnet18-atrc")!.Network with { InputHeight = 64, InputWidth = 96 };
        using MultiTaskNetwork network = RandomWeights.Create(options, seed: 1);

        PlainExport.Write(network, plainPath, "somewhere");

        OnnxExporter.Export(network, rawPath, "somewhere");
        OnnxModel plain = OnnxModel.Load(plainPath);
        Assert.All(
            ["jetpack6.2", "jetpack7", "trt11", "directml", "cpu"],
            target => Assert.True(Linter.Judge(plain, TargetProfiles.Find(target)).IsAccepted, target));
        Assert.True(plain.Proto.Graph.Node.Count < OnnxModel.Load(rawPath).Proto.Graph.Node.Count);
        AgreementFrames frames = AgreementFrames.Random((64, 96));
        using DensePredictor expected = DensePredictor.Load(rawPath), found = DensePredictor.Load(plainPath);
        ModelAgreement agreement = EngineRuns.Compare(expected, found, frames);
        Assert.Null(found.Model.Target);

        // The clean-up folds constants in another order: rounding of 32-bit numbers only.
        Assert.All(agreement.Tasks, task => Assert.InRange(task.EqualLabels ?? 1, 0.999, 1));
        Assert.All(agreement.Tasks, task => Assert.InRange(task.MeanDifference ?? 0, 0, 1e-5));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
