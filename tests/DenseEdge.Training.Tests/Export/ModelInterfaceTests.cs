using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Sdk;
using DenseEdge.Training.Export;
using DenseEdge.Training.Network;
using DenseEdge.Training.Tests.Network;
using DenseEdge.Training.Tests.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Export;

/// <summary>One network exported with other inputs and outputs: the answers stay the same.</summary>
public sealed class ModelInterfaceTests : IDisposable
{
    /// <summary>Sums of some hundred products in another order; see <see cref="OnnxExporterTests"/>.</summary>
    private const float Tolerance = 1e-4f;

    private static readonly NetworkOptions Shape = Networks.Small;

    private readonly TemporaryFolder _folder = new();
    private readonly MultiTaskNetwork _network = LivelyNetwork.Create(Shape, seed: 3);

    public static TheoryData<InputFormat, bool, GraphElementType, AnswerForm> Interfaces => new()
    {
        { InputFormat.UInt8Nhwc, true, GraphElementType.Int32, AnswerForm.Labels },
        { InputFormat.Float32Nchw, false, GraphElementType.Int32, AnswerForm.Labels },
        { InputFormat.Float16Nchw, false, GraphElementType.UInt8, AnswerForm.Labels },
        { InputFormat.UInt8Nhwc, false, GraphElementType.UInt8, AnswerForm.Logits },
    };

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void Build_WithAnotherInterface_AnswersTheSame(
        InputFormat input, bool castsFirst, GraphElementType labels, AnswerForm answers)
    {
        Rgb24Image frame = LivelyNetwork.Picture(Shape, seed: 9);
        using DensePredictor plain = Load(new ExportOptions());
        using DensePredictor other = Load(new ExportOptions
        {
            Input = input,
            CastsFirst = castsFirst,
            LabelType = labels,
            Answers = answers,
        });

        using DensePrediction expected = plain.Run(frame), actual = other.Run(frame);

        AssertEqual(expected, actual);
        Assert.Equal(input, other.Model.InputFormat);
    }

    [Theory]
    [InlineData(InputFormat.UInt8Nhwc, true, false)]
    [InlineData(InputFormat.UInt8Nhwc, false, false)]
    [InlineData(InputFormat.UInt8Nhwc, false, true)]
    [InlineData(InputFormat.Float32Nchw, false, false)]
    public void Build_ForACamera_AveragesPixelsAsABilinearFilterDoes(InputFormat input, bool resizesBytes, bool castsFirst)
    {
        // Halved with centres at half-integers, every pixel is the mean of four: these have the small frame's as theirs.
        Rgb24Image small = LivelyNetwork.Picture(Shape, seed: 9);
        for (int i = 0; i < small.Pixels.Length; i++)
        {
            small.Pixels[i] = Math.Clamp(small.Pixels[i], (byte)20, (byte)230);
        }

        Rgb24Image large = Doubled(small, [9, -4, -12, 7]);
        using DensePredictor plain = Load(new ExportOptions());
        using DensePredictor camera = Load(new ExportOptions
        {
            Input = input,
            ResizesBytes = resizesBytes,
            CastsFirst = castsFirst,
            CameraHeight = large.Height,
            CameraWidth = large.Width,
        });

        using DensePrediction expected = plain.Run(small), actual = camera.Run(large);

        Assert.Equal((128, 192), (camera.Model.InputHeight, camera.Model.InputWidth));
        Assert.Equal((64, 96), (actual.Height, actual.Width));
        AssertEqual(expected, actual);
    }

    [Fact]
    public void Build_WithALetterbox_PadsWithTheMeanColourAndCutsTheOutputs()
    {
        Rgb24Image small = new(64, 64), wide = LivelyNetwork.Picture(Shape, seed: 9);
        for (int row = 0; row < 64; row++)
        {
            wide.Pixels.Slice(row * 96 * 3, 64 * 3).CopyTo(small.Pixels[(row * 64 * 3)..]);
        }

        using DensePredictor camera = Load(new ExportOptions
        {
            ResizesBytes = false,
            CameraHeight = 128,
            CameraWidth = 128,
            Letterbox = true,
        });

        using DensePrediction actual = camera.Run(Doubled(small, [0, 0, 0, 0]));

        float[] expected = PaddedDepth(small);
        Assert.Equal((64, 64), (actual.Height, actual.Width));
        Assert.Equal(expected.Length, actual.Depth!.Value.Meters.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual.Depth.Value.Meters.Span[i], Tolerance * Math.Max(1, expected[i]));
        }
    }

    [Fact]
    public void Build_ForACameraOfTheNetworksSize_IsThePlainModel() => Assert.Equal(
        OnnxExporter.Build(_network, new ExportOptions()).ToBytes(),
        OnnxExporter.Build(_network, new ExportOptions { CameraHeight = 64, CameraWidth = 96, Letterbox = true }).ToBytes());

    [Fact]
    public void Build_OfRandomWeights_SaysSo()
    {
        OnnxModel model = OnnxExporter.Build(_network, new ExportOptions { HasRandomWeights = true, Target = "jetpack6" });

        ModelMetadata metadata = ModelMetadata.Parse(model.GetMetadata(ModelMetadata.Key), "model");

        Assert.True(metadata.HasRandomWeights);
        Assert.Equal("jetpack6", metadata.Target);
    }

    [Fact]
    public void Validated_WithSeveralFaults_ListsThemAll()
    {
        ExportOptions wrong = new() { LabelType = GraphElementType.Int8, CameraHeight = 63, CameraWidth = 200 };

        string message = Assert.Throws<ArgumentException>(() => OnnxExporter.Build(_network, wrong)).Message;

        Assert.Equal(
            "Export: LabelType must be UInt8 or Int32, not Int8. The camera's frame (63x200) is smaller than the network's image "
            + "(64x96): choose a network of at most the camera's size.",
            message);
    }

    [Theory]
    [InlineData(63, 95, true, "smaller than the network's image")]
    [InlineData(63, null, false, "must be given together")]
    [InlineData(null, null, true, "A letterbox needs the camera's size")]
    public void Validated_WithAFault_NamesIt(int? height, int? width, bool letterbox, string expected) => Assert.Contains(
        expected,
        Assert.Throws<ArgumentException>(() =>
            new ExportOptions { CameraHeight = height, CameraWidth = width, Letterbox = letterbox }.Validated(64, 96)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Validated_OfALetterboxThatShrinksOneSideOnly_IsRight()
        => new ExportOptions { CameraHeight = 60, CameraWidth = 200, Letterbox = true }.Validated(64, 96);

    public void Dispose()
    {
        _network.Dispose();
        _folder.Dispose();
    }

    private static Rgb24Image Doubled(Rgb24Image small, int[] changes)
    {
        Rgb24Image large = new(small.Height * 2, small.Width * 2);
        for (int row = 0; row < large.Height; row++)
        {
            for (int i = 0; i < large.Width * 3; i++)
            {
                (int column, int channel) = Math.DivRem(i, 3);
                int change = changes[((row & 1) * 2) + (column & 1)];
                large.Pixels[(row * large.Width * 3) + i] =
                    (byte)(small.Pixels[(((row / 2 * small.Width) + (column / 2)) * 3) + channel] + change);
            }
        }

        return large;
    }

    /// <summary>What torch makes of a frame in the middle of the network's image, cut to the frame.</summary>
    private float[] PaddedDepth(Rgb24Image frame)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor mean = tensor(_network.Backbone.InputOffset.Zip(
            _network.Backbone.InputScale, (offset, scale) => -offset / scale).ToArray()).reshape(1, 3, 1, 1);
        Tensor image = mean.expand(1, 3, 64, 96).clone();
        image.narrow(3, 16, 64).copy_(
            tensor(frame.Pixels.ToArray()).reshape(1, 64, 64, 3).permute(0, 3, 1, 2).to_type(ScalarType.Float32));
        return _network.Predict(image).Final[TaskKind.Depth].clamp_min(0).narrow(3, 16, 64).contiguous().data<float>().ToArray();
    }

    private static void AssertEqual(DensePrediction expected, DensePrediction actual)
    {
        Assert.True(expected.Segmentation!.Value.Labels.ToArray().Distinct().Count() > 2);
        Assert.Equal(expected.Segmentation.Value.Labels.Span, actual.Segmentation!.Value.Labels.Span);
        Assert.Equal(expected.Depth!.Value.Meters.Span, actual.Depth!.Value.Meters.Span);
        Assert.Equal(expected.SurfaceNormals!.Value.Components, actual.SurfaceNormals!.Value.Components);
        Assert.Equal(expected.Boundaries!.Value.Probability.Span, actual.Boundaries!.Value.Probability.Span);
    }

    private DensePredictor Load(ExportOptions options)
    {
        string path = _folder.Path($"{Guid.NewGuid():N}.onnx");
        OnnxExporter.Build(_network, options).Save(path);
        return DensePredictor.Load(path, new PredictorOptions { ThreadCount = 1 });
    }
}
