using DenseEdge.Contracts;
using DenseEdge.Sdk.Results;

namespace DenseEdge.Sdk.Tests.Results;

public sealed class LabelResultTests : IDisposable
{
    /// <summary>The powers are computed by another routine than MathF.Exp, and the four are summed in another order.</summary>
    private const float PowerRounding = 2e-6f;

    private const int Pixels = TestModel.Height * TestModel.Width;

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-labels").FullName;

    [Fact]
    public void Labels_AreFoundByRowAndColumn_WithTheirClasses()
    {
        using DensePredictor predictor = Load(new ModelForms());
        Rgb24Image frame = Grey();
        Paint(frame, row: 3, column: 5, red: 0, green: 0, blue: 200);

        using DensePrediction prediction = predictor.Run(frame);

        LabelResult labels = prediction.Segmentation!.Value;
        Assert.Equal((3, 2), (labels.Labels[0, 0], labels.Labels[3, 5]));
        Assert.Equal(("bright", "light"), (labels.ClassAt(0, 0).Name, labels.ClassAt(3, 5).Name));
        Assert.Throws<ArgumentOutOfRangeException>(() => prediction.Segmentation!.Value.ClassAt(TestModel.Height, 0));
    }

    [Fact]
    public void Counts_AndShares_AreOfTheArea()
    {
        using DensePredictor predictor = Load(new ModelForms());
        Rgb24Image frame = Grey();
        Paint(frame, row: 3, column: 5, red: 0, green: 0, blue: 200);
        Paint(frame, row: 3, column: 6, red: 0, green: 0, blue: 210);
        Paint(frame, row: 9, column: 5, red: 0, green: 220, blue: 210);

        using DensePrediction prediction = predictor.Run(frame);

        LabelResult labels = prediction.Segmentation!.Value;
        Assert.Equal((0, 1, 2, Pixels - 3), (labels.CountOf(0), labels.CountOf(1), labels.CountOf(2), labels.CountOf(3)));
        Assert.Equal(2.0 / Pixels, labels.ShareOf(2));
        Assert.Equal(1, labels.CountOf(2, new PixelRectangle(6, 0, 100, 100)));
        Assert.Equal(0, labels.CountOf(2, new PixelRectangle(0, 4, 100, 100)));
        Assert.Equal(3, labels.CountOf(3, new PixelRectangle(-7, -7, 8, 10)));
        Assert.Throws<ArgumentOutOfRangeException>(() => prediction.Segmentation!.Value.CountOf(4));
    }

    [Fact]
    public void FindLabel_OfAName_IgnoresCase_AndMissesOthers()
    {
        using DensePredictor predictor = Load(new ModelForms());

        using DensePrediction prediction = predictor.Run(Grey());

        Assert.Equal((2, null), (prediction.Segmentation!.Value.FindLabel("LIGHT"), prediction.Segmentation.Value.FindLabel("lamp")));
    }

    [Fact]
    public void Confidence_OfLogits_IsTheSoftmaxOfTheChosenClass()
    {
        using DensePredictor predictor = Load(new ModelForms { Answers = AnswerForm.Logits });
        Rgb24Image frame = Grey();

        // Logits 103, 101, 98 and 100: 1 / (1 + e^-2 + e^-5 + e^-3) = 1 / 1.1918603 = 0.8390244.
        Paint(frame, row: 0, column: 0, red: 103, green: 101, blue: 98);

        // 255 and 100, 0, 0: nothing else is left in single precision.
        Paint(frame, row: 0, column: 1, red: 255, green: 0, blue: 0);
        Paint(frame, row: 5, column: 5, red: 100, green: 100, blue: 100);
        using DensePrediction prediction = predictor.Run(frame);

        LabelResult labels = prediction.Segmentation!.Value;

        Assert.True(labels.HasConfidence);
        Assert.Equal(0.8390244f, labels.Confidence[0, 0], PowerRounding);
        Assert.Equal(1, labels.Confidence[0, 1], PowerRounding);

        // Four equal logits.
        Assert.Equal(0.25f, labels.Confidence[5, 5], PowerRounding);
    }

    [Fact]
    public void Confidence_OfNoise_EqualsTheDefinition_ForEveryPixelAndFrame()
    {
        using DensePredictor predictor = Load(new ModelForms { Answers = AnswerForm.Logits });
        for (int seed = 3; seed < 6; seed++)
        {
            Rgb24Image frame = Near100(seed);
            using DensePrediction prediction = predictor.Run(frame);
            float[] copy = new float[Pixels];
            prediction.Segmentation!.Value.CopyConfidenceTo(copy);

            for (int i = 0; i < Pixels; i++)
            {
                double[] logits = [frame.Pixels[3 * i], frame.Pixels[(3 * i) + 1], frame.Pixels[(3 * i) + 2], ModelForms.Grey];
                double expected = Math.Exp(logits.Max()) / logits.Sum(Math.Exp);
                Assert.Equal((float)expected, prediction.Segmentation.Value.Confidence.Span[i], PowerRounding);
                Assert.Equal((float)expected, copy[i], PowerRounding);
            }
        }
    }

    [Fact]
    public void Confidence_OfLabelsAlone_SaysSo()
    {
        using DensePredictor predictor = Load(new ModelForms());
        using DensePrediction prediction = predictor.Run(Grey());

        Assert.False(prediction.Segmentation!.Value.HasConfidence);
        InvalidOperationException exception =
            Assert.Throws<InvalidOperationException>(() => prediction.Segmentation!.Value.Confidence.Length);
        Assert.StartsWith(
            "The model answers segmentation with labels alone, without a confidence.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ResizeToCamera_TakesTheLabelAtThePixelsCentre()
    {
        // Half the size down, a third across: camera pixel (7, 16) shows output pixel (3, 5).
        using DensePredictor predictor = Load(new ModelForms());
        Rgb24Image frame = new(TestModel.Height * 2, TestModel.Width * 3);
        frame.Pixels.Fill(90);
        byte[] labels = new byte[frame.Height * frame.Width];
        for (int y = 6; y < 8; y++)
        {
            for (int x = 15; x < 18; x++)
            {
                Paint(frame, y, x, red: 0, green: 0, blue: 250);
            }
        }

        using DensePrediction prediction = predictor.Run(frame);
        prediction.Segmentation!.Value.ResizeToCamera(labels);

        for (int i = 0; i < labels.Length; i++)
        {
            Assert.Equal(prediction.Segmentation.Value.Labels[i / frame.Width / 2, i % frame.Width / 3], labels[i]);
        }

        Assert.Equal(2, labels[(7 * frame.Width) + 16]);
        Assert.Contains(
            "Expected room for 1152 pixels of a camera's frame of 24x48, got 10.",
            Assert.Throws<ArgumentException>(() => prediction.Segmentation!.Value.ResizeToCamera(new byte[10])).Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A frame whose every pixel is of the fourth class.</summary>
    private static Rgb24Image Grey()
    {
        Rgb24Image frame = new(TestModel.Height, TestModel.Width);
        frame.Pixels.Fill(90);
        return frame;
    }

    private static Rgb24Image Near100(int seed)
    {
        Rgb24Image frame = new(TestModel.Height, TestModel.Width);
        Random random = new(seed);
        foreach (ref byte level in frame.Pixels)
        {
            level = (byte)random.Next(97, 104);
        }

        return frame;
    }

    private static void Paint(Rgb24Image frame, int row, int column, byte red, byte green, byte blue)
    {
        Span<byte> pixel = frame.Pixels.Slice(((row * frame.Width) + column) * 3, 3);
        (pixel[0], pixel[1], pixel[2]) = (red, green, blue);
    }

    private DensePredictor Load(ModelForms forms)
        => DensePredictor.Load(forms.Save(_folder), new PredictorOptions { ThreadCount = 1 });
}
