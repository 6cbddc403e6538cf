using DenseEdge.Contracts;
using DenseEdge.Sdk.Results;

namespace DenseEdge.Sdk.Tests.Results;

/// <summary>Every member of a result ends with its prediction, and none allocates.</summary>
public sealed class ResultLifetimeTests : IDisposable
{
    private static readonly PixelRectangle Region = new(1, 2, 9, 7);

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-lifetime").FullName;
    private readonly DensePredictor _predictor;
    private readonly DensePredictor _logits;
    private readonly Rgb24Image _frame = TestModel.Noise(30, 40, 1);
    private readonly float[] _numbers = new float[30 * 40];
    private readonly byte[] _labels = new byte[30 * 40];
    private readonly byte[] _pixels = new byte[30 * 40 * 3];

    public ResultLifetimeTests()
    {
        PredictorOptions options = new() { ThreadCount = 1 };
        _predictor = DensePredictor.Load(TestModel.Save(_folder), options);
        _logits = DensePredictor.Load(new ModelForms { Answers = AnswerForm.Logits }.Save(_folder), options);
    }

    [Fact]
    public void EveryMember_AfterDispose_Throws()
    {
        DensePrediction prediction = _predictor.Run(_frame), sure = _logits.Run(_frame);
        Action[] uses =
        [
            .. PredictionUses(prediction), .. LabelUses(prediction.Segmentation!.Value), .. LabelUses(prediction.HumanParts!.Value),
            .. ConfidenceUses(sure.Segmentation!.Value), .. DepthUses(prediction.Depth!.Value),
            .. NormalUses(prediction.SurfaceNormals!.Value), .. ProbabilityUses(prediction.Boundaries!.Value),
            .. ProbabilityUses(prediction.Saliency!.Value),
        ];
        Assert.All(uses, use => use());

        prediction.Dispose();
        sure.Dispose();

        for (int i = 0; i < uses.Length; i++)
        {
            Assert.True(Record.Exception(uses[i]) is ObjectDisposedException, $"use {i} of {uses.Length} doesn't look");
        }
    }

    [Fact]
    public void EveryMember_OfADefaultResult_SaysThatItIsEmpty()
        => Assert.All(
            [
                .. LabelUses(default), .. ConfidenceUses(default), .. DepthUses(default), .. NormalUses(default),
                .. ProbabilityUses(default),
            ],
            use => Assert.Throws<ObjectDisposedException>(use));

    [Fact]
    public void EveryMember_AfterWarmUp_AllocatesNothing()
    {
        using DensePrediction prediction = _predictor.Run(_frame), sure = _logits.Run(_frame);
        Action[] uses =
        [
            .. PredictionUses(prediction), .. LabelUses(prediction.Segmentation!.Value),
            .. ConfidenceUses(sure.Segmentation!.Value), .. DepthUses(prediction.Depth!.Value),
            .. NormalUses(prediction.SurfaceNormals!.Value), .. ProbabilityUses(prediction.Saliency!.Value),
        ];

        for (int i = 0; i < uses.Length; i++)
        {
            uses[i]();
            uses[i]();
            long before = GC.GetAllocatedBytesForCurrentThread();
            uses[i]();
            Assert.True(GC.GetAllocatedBytesForCurrentThread() == before, $"use {i} of {uses.Length} allocates");
        }
    }

    public void Dispose()
    {
        _predictor.Dispose();
        _logits.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Action[] PredictionUses(DensePrediction prediction) =>
    [
        () => _ = prediction.Height, () => _ = prediction.Width, () => _ = prediction.Model, () => _ = prediction.Tasks,
        () => _ = prediction.Timing, () => _ = prediction.Geometry, () => _ = prediction.Frame,
        () => _ = prediction.Segmentation, () => _ = prediction.HumanParts, () => _ = prediction.Depth,
        () => _ = prediction.SurfaceNormals, () => _ = prediction.Boundaries, () => _ = prediction.Saliency,
        () => _ = prediction.Has(TaskKind.Depth),
    ];

    private Action[] LabelUses(LabelResult labels) =>
    [
        () => _ = labels.Height, () => _ = labels.Width, () => _ = labels.Labels, () => _ = labels.Classes,
        () => _ = labels.HasConfidence, () => _ = labels.Logits, () => _ = labels.ClassAt(2, 3), () => _ = labels.FindLabel("dim"),
        () => _ = labels.CountOf(1), () => _ = labels.CountOf(1, Region), () => _ = labels.ShareOf(2),
        () => labels.ResizeToCamera(_labels),
    ];

    private Action[] ConfidenceUses(LabelResult labels) =>
    [
        () => _ = labels.Confidence, () => labels.CopyConfidenceTo(_numbers.AsSpan(0, TestModel.Height * TestModel.Width)),
    ];

    private Action[] DepthUses(DepthResult depth) =>
    [
        () => _ = depth.Height, () => _ = depth.Width, () => _ = depth.IsMetric, () => _ = depth.Meters,
        () => _ = depth.NearestMeters(Region), () => _ = depth.PercentileMeters(5), () => _ = depth.PercentileMeters(5, Region),
        () => _ = depth.CountMeasured(), () => depth.ResizeToCamera(_numbers),
        () => depth.ResizeToCamera(_numbers, DepthResampling.Bilinear),
    ];

    private static Action[] NormalUses(SurfaceNormalsResult normals) =>
    [
        () => _ = normals.Height, () => _ = normals.Width, () => _ = normals.Components, () => _ = normals.X, () => _ = normals.Y,
        () => _ = normals.Z, () => _ = normals[1, 2],
    ];

    private Action[] ProbabilityUses(ProbabilityResult probability) =>
    [
        () => _ = probability.Height, () => _ = probability.Width, () => _ = probability.Probability,
        () => _ = probability.ShareAbove(), () => probability.ResizeToCamera(_numbers),
    ];
}
