using DenseEdge.Contracts;
using DenseEdge.Onnx;

namespace DenseEdge.Sdk.Tests;

/// <summary>Models for targets with other inputs and outputs than bytes and labels give the same results.</summary>
public sealed class ModelFormTests : IDisposable
{
    /// <summary>Half precision keeps 11 bits.</summary>
    private const float HalfStep = 1f / 2048;

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-forms").FullName;

    public static TheoryData<InputFormat, AnswerForm, GraphElementType, GraphElementType> Forms => new()
    {
        { InputFormat.UInt8Nhwc, AnswerForm.Labels, GraphElementType.UInt8, GraphElementType.Float32 },
        { InputFormat.Float32Nchw, AnswerForm.Labels, GraphElementType.Int32, GraphElementType.Float32 },
        { InputFormat.Float16Nchw, AnswerForm.Labels, GraphElementType.Int64, GraphElementType.Float16 },
        { InputFormat.UInt8Nhwc, AnswerForm.Logits, GraphElementType.UInt8, GraphElementType.Float32 },
        { InputFormat.Float32Nchw, AnswerForm.Logits, GraphElementType.UInt8, GraphElementType.Float16 },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Run_OfEveryForm_GivesTheSameAnswers(
        InputFormat input, AnswerForm answers, GraphElementType labels, GraphElementType numbers)
    {
        using DensePredictor predictor = Load(Form(input, answers, labels, numbers));
        Rgb24Image frame = TestModel.Noise(TestModel.Height, TestModel.Width, 5);

        using DensePrediction prediction = predictor.Run(frame);

        for (int i = 0; i < TestModel.Height * TestModel.Width; i++)
        {
            (byte red, byte green, byte blue) = (frame.Pixels[i * 3], frame.Pixels[(i * 3) + 1], frame.Pixels[(i * 3) + 2]);
            float[] logits = [red, green, blue, ModelForms.Grey];
            Assert.Equal(Array.IndexOf(logits, logits.Max()), prediction.Segmentation!.Value.Labels.Span[i]);
            float step = numbers == GraphElementType.Float16 ? HalfStep : 0;
            Assert.Equal(red * 0.01f, prediction.Depth!.Value.Meters.Span[i], step * red * 0.01f);
            Assert.Equal(green * (1f / 255), prediction.Boundaries!.Value.Probability.Span[i], step);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Run_OfEveryForm_AllocatesNothingAfterWarmUp(
        InputFormat input, AnswerForm answers, GraphElementType labels, GraphElementType numbers)
    {
        using DensePredictor predictor = Load(Form(input, answers, labels, numbers));
        Rgb24Image larger = TestModel.Noise(30, 40, 1), exact = TestModel.Noise(TestModel.Height, TestModel.Width, 2);
        float sum = 0;
        for (int i = 0; i < 5; i++)
        {
            sum += Use(larger) + Use(exact);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 25; i++)
        {
            sum += Use(larger) + Use(exact);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(sum > 0);

        float Use(Rgb24Image frame)
        {
            using DensePrediction prediction = predictor.Run(frame);
            return prediction.Depth!.Value.Meters.Span[5] + prediction.Segmentation!.Value.Labels.Span[7]
                + prediction.Segmentation.Value.Logits.Length + prediction.Boundaries!.Value.Probability.Span[1];
        }
    }

    [Theory]
    [InlineData(InputFormat.Float32Nchw)]
    [InlineData(InputFormat.Float16Nchw)]
    public void Run_OfALargerFrame_FillsFloatsFromTheResizedBytes(InputFormat input)
    {
        using DensePredictor bytes = Load(new ModelForms()), floats = Load(new ModelForms { Input = input });
        Rgb24Image frame = TestModel.Noise(31, 45, 8);

        using DensePrediction expected = bytes.Run(frame), actual = floats.Run(frame);

        Assert.Equal(expected.Frame, actual.Frame);
        Assert.Equal(expected.Depth!.Value.Meters.Span, actual.Depth!.Value.Meters.Span);
        Assert.Equal(expected.Boundaries!.Value.Probability.Span, actual.Boundaries!.Value.Probability.Span);
        Assert.Equal(expected.Segmentation!.Value.Labels.Span, actual.Segmentation!.Value.Labels.Span);
    }

    [Fact]
    public void Logits_OfAModelThatAnswersSo_AreThere()
    {
        using DensePredictor withLogits = Load(new ModelForms { Answers = AnswerForm.Logits }), without = Load(new ModelForms());
        Rgb24Image frame = TestModel.Noise(TestModel.Height, TestModel.Width, 6);

        using DensePrediction prediction = withLogits.Run(frame), other = without.Run(frame);

        const int pixels = TestModel.Height * TestModel.Width;
        ReadOnlySpan<float> logits = prediction.Segmentation!.Value.Logits;
        Assert.Equal(4 * pixels, logits.Length);
        Assert.Equal(frame.Pixels[(9 * 3) + 1], logits[pixels + 9]);
        Assert.Equal(ModelForms.Grey, logits[(3 * pixels) + 9]);
        Assert.True(other.Segmentation!.Value.Logits.IsEmpty);
    }

    [Fact]
    public void Run_OfAModelThatResizesItself_HasOutputsOfTheFittedSize()
    {
        FrameFit fit = new() { NetworkHeight = 8, NetworkWidth = 8, PadTop = 1, PadBottom = 1 };
        using DensePredictor predictor = Load(new ModelForms { Fit = fit });
        Rgb24Image frame = new(TestModel.Height * 2, TestModel.Width * 2);
        frame.Pixels.Fill(200);

        using DensePrediction prediction = predictor.Run(frame);

        Assert.Equal((6, 8), (prediction.Height, prediction.Width));
        Assert.Equal((6, 8), (prediction.Depth!.Value.Height, prediction.Depth.Value.Width));
        Assert.Equal(48, prediction.Depth.Value.Meters.Length);
        Assert.All(prediction.Depth.Value.Meters.ToArray(), meters => Assert.Equal(2f, meters, 1e-6f));
        Assert.Equal(TestModel.Height * TestModel.Width * 3, prediction.Frame.Length);
        Rgb24Image picture = prediction.Panorama();
        Assert.Equal((6, 8), (prediction.FramePicture().Height, prediction.FramePicture().Width));
        Assert.True(picture.Width >= 4 * 8);
    }

    [Theory]
    [InlineData(InputFormat.Float32Nchw, "to be Float32 [1, 3, 12, 16], found UInt8 [1, 12, 16, 3].")]
    [InlineData(InputFormat.Float16Nchw, "to be Float16 [1, 3, 12, 16], found UInt8 [1, 12, 16, 3].")]
    public void Load_WithAnotherInputThanTheMetadataSay_NamesBoth(InputFormat claimed, string expected)
        => AssertFault(new ModelForms().Metadata with { InputFormat = claimed }, new ModelForms(), expected);

    [Fact]
    public void Load_WithLabelsWhereLogitsArePromised_NamesBoth() => AssertFault(
        new ModelForms { Answers = AnswerForm.Logits }.Metadata,
        new ModelForms(),
        "to be Float32 or Float16 [1, 4, 12, 16], found UInt8 [1, 1, 12, 16].");

    [Fact]
    public void Load_WithNumbersWhereLabelsArePromised_NamesBoth() => AssertFault(
        new ModelForms().Metadata,
        new ModelForms { LabelType = GraphElementType.Float32 },
        "to be UInt8 or Int32 or Int64 [1, 1, 12, 16], found Float32 [1, 1, 12, 16].");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ModelForms Form(
        InputFormat input, AnswerForm answers, GraphElementType labels, GraphElementType numbers)
        => new() { Input = input, Answers = answers, LabelType = labels, NumberType = numbers };

    private DensePredictor Load(ModelForms forms)
        => DensePredictor.Load(forms.Save(_folder), new PredictorOptions { ThreadCount = 1 });

    private void AssertFault(ModelMetadata metadata, ModelForms forms, string expected)
    {
        string path = forms.Save(_folder);
        OnnxModel model = OnnxModel.Load(path);
        model.SetMetadata(ModelMetadata.Key, metadata.ToJson());
        model.Save(path);

        Assert.EndsWith(
            expected,
            Assert.Throws<InvalidDataException>(() => DensePredictor.Load(path).Dispose()).Message,
            StringComparison.Ordinal);
    }
}
