using DenseEdge.Onnx;
using DenseEdge.Onnx.Schema;
using DenseEdge.Sdk;
using DenseEdge.Training.Export;
using DenseEdge.Training.Network;
using DenseEdge.Training.Presets;
using DenseEdge.Training.Tests.Export;
using DenseEdge.Training.Tests.Network;
using DenseEdge.Training.Tests.Weights;

namespace DenseEdge.Training.Tests.Presets;

public sealed class RandomWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("mobilenet")]
    [InlineData("hrnet18")]
    public void Create_OfANetwork_ComputesLikeATrainedOne(string backbone)
    {
        NetworkOptions options = NetworkPresets.Find($"nyud-{backbone}-atrc")!.Network with { InputHeight = 128, InputWidth = 160 };
        using MultiTaskNetwork network = RandomWeights.Create(options, seed: 1);
        string path = _folder.Path("model.onnx");
        OnnxExporter.Export(network, path, trainingData: null);
        using DensePredictor predictor = DensePredictor.Load(path, new PredictorOptions { ThreadCount = 1 });

        using DensePrediction first = predictor.Run(LivelyNetwork.Picture(options, seed: 1));
        using DensePrediction second = predictor.Run(LivelyNetwork.Picture(options, seed: 2));

        // A network before its training answers every picture alike, with numbers that fade out.
        float[] depths = first.Depth!.Value.Meters.ToArray();
        Assert.InRange(depths.Average(), options.DepthMinMeters, options.DepthMaxMeters);
        Assert.True(depths.Max() - depths.Min() > 0.1, $"depths from {depths.Min()} to {depths.Max()}");
        Assert.True(first.Segmentation!.Value.Labels.ToArray().Distinct().Count() > 1);
        Assert.NotEqual(depths, second.Depth!.Value.Meters.ToArray());
        Assert.All(first.SurfaceNormals!.Value.Components.ToArray(), component => Assert.True(float.IsFinite(component)));
    }

    [Fact]
    public void Create_OfANetwork_LeavesNoConvolutionAtZero()
    {
        using MultiTaskNetwork network = RandomWeights.Create(Networks.Small, seed: 1);

        OnnxModel model = OnnxExporter.Build(network, trainingData: null);

        IEnumerable<TensorProto> weights = model.Proto.Graph.Initializer.Where(tensor => tensor.Dims.Count == 4);
        Assert.All(weights, tensor => Assert.Contains(tensor.RawData, value => value != 0));
    }

    [Fact]
    public void Create_WithASeed_RepeatsExactly()
    {
        byte[] first = Bytes(seed: 4), again = Bytes(seed: 4), other = Bytes(seed: 5);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Bytes(int seed)
    {
        using MultiTaskNetwork network = RandomWeights.Create(Networks.Small, seed);
        return OnnxExporter.Build(network, trainingData: null).ToBytes();
    }
}
