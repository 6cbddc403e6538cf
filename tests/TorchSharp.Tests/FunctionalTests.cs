using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

public sealed class FunctionalTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Conv2d_WithStridePaddingAndBias_MatchesHandComputation()
    {
        Tensor x = tensor(new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }).view(1, 1, 3, 3);
        Tensor kernel = tensor(new float[] { 1, 0, 0, -1 }).view(1, 1, 2, 2);

        TensorAssert.Close([-4, -4, -4, -4], functional.conv2d(x, kernel));
        TensorAssert.Close([-0.5f, -2.5f, -6.5f, -3.5f], functional.conv2d(x, kernel, full(1, 0.5), [2], [1]));
    }

    [Fact]
    public void BatchNorm_InTraining_NormalisesAndUpdatesTheStatistics()
    {
        Tensor x = tensor(new float[] { 1, 3, 5, 7 }).view(2, 1, 1, 2);
        Tensor mean = zeros(1);
        Tensor variance = ones(1);

        Tensor y = functional.batch_norm(x, mean, variance, training: true, momentum: 0.5, eps: 0);

        float s = MathF.Sqrt(5);
        TensorAssert.Close([-3 / s, -1 / s, 1 / s, 3 / s], y);
        TensorAssert.Close([2], mean);
        TensorAssert.Close([0.5f + (20f / 3 / 2)], variance);
        TensorAssert.Close([-1, 1, 3, 5], functional.batch_norm(x, mean, ones(1), eps: 0));
    }

    [Fact]
    public void Interpolate_InEachMode_MatchesHandComputation()
    {
        Tensor x = tensor(new float[] { 0, 4, 8, 12 }).view(1, 1, 2, 2);

        TensorAssert.Close(
            [0, 0, 4, 4, 0, 0, 4, 4, 8, 8, 12, 12, 8, 8, 12, 12], functional.interpolate(x, scale_factor: [2]));
        TensorAssert.Close(
            [0, 2, 4, 4, 6, 8, 8, 10, 12],
            functional.interpolate(x, [3, 3], mode: InterpolationMode.Bilinear, align_corners: true));
        TensorAssert.Close(
            [0, 1, 3, 4],
            functional.interpolate(x, [2, 4], mode: InterpolationMode.Bilinear, align_corners: false)[0, 0, 0]);
        TensorAssert.Close([6], functional.interpolate(x, [1], mode: InterpolationMode.Area));
        Assert.Throws<ArgumentException>(() => functional.interpolate(x, [1], mode: InterpolationMode.Linear));
    }

    [Fact]
    public void Pooling_MatchesHandComputation()
    {
        Tensor x = arange(9, float32).view(1, 1, 3, 3);

        TensorAssert.Close([2, 3, 5, 6], functional.avg_pool2d(x, [2], [1]));
        TensorAssert.Close([4, 5, 7, 8], functional.max_pool2d(x, [2], [1]));
        TensorAssert.Close([4], functional.adaptive_avg_pool2d(x, [1, 1]));
        TensorAssert.Shape([1, 4, 4], functional.unfold(x, 2));
    }

    [Fact]
    public void CrossEntropy_WithIgnoredPixelsAndWeights_MatchesHandComputation()
    {
        Tensor logits = tensor(new float[,] { { 0, MathF.Log(3) }, { 0, 0 }, { 5, -5 } });
        Tensor classes = tensor(new long[] { 1, 0, 255 });

        double expected = (-Math.Log(0.75) - Math.Log(0.5)) / 2;
        Assert.Equal(expected, functional.cross_entropy(logits, classes, ignore_index: 255).ToDouble(), 1e-5);
        double weighted = ((-3 * Math.Log(0.75)) - Math.Log(0.5)) / 4;
        Tensor weights = tensor(new float[] { 1, 3 });
        Assert.Equal(weighted, functional.cross_entropy(logits, classes, weights, 255).ToDouble(), 1e-5);
        Tensor each = functional.cross_entropy(logits, classes, ignore_index: 255, reduction: Reduction.None);
        TensorAssert.Close([(float)-Math.Log(0.75), (float)-Math.Log(0.5), 0], each);
        Tensor likelihood = functional.nll_loss(logits.narrow(0, 0, 2).log_softmax(1), classes.narrow(0, 0, 2));
        Assert.Equal(expected, likelihood.ToDouble(), 1e-5);
    }

    [Fact]
    public void RegressionLosses_MatchHandComputation()
    {
        Tensor input = tensor(new float[] { 0, 2 });
        Tensor target = tensor(new float[] { 0.5f, 5 });

        Assert.Equal(1.75f, functional.l1_loss(input, target).ToSingle());
        Assert.Equal(9.25f, functional.mse_loss(input, target, Reduction.Sum).ToSingle());
        TensorAssert.Close([0.125f, 2.5f], functional.smooth_l1_loss(input, target, Reduction.None));
        TensorAssert.Close([0.25f, 2.75f], functional.smooth_l1_loss(input, target, Reduction.None, beta: 0.5));
        float no = MathF.Log(2);
        TensorAssert.Close(
            [no],
            functional.binary_cross_entropy_with_logits(zeros(1), zeros(1), pos_weights: full(1, 3.0, float32)));
        TensorAssert.Close(
            [3 * no],
            functional.binary_cross_entropy_with_logits(zeros(1), ones(1), pos_weights: full(1, 3.0, float32)));
    }

    [Fact]
    public void Dropout_WhileTraining_ZerosAndScales()
    {
        manual_seed(1);
        Tensor dropped = functional.dropout(ones(1000), 0.25);
        Tensor channels = functional.dropout2d(ones(8, 16, 2, 2), 0.5);

        Assert.All(
            dropped.data<float>().ToArray(), value => Assert.True(value is 0 || Math.Abs(value - (4f / 3)) < 1e-6));
        Assert.InRange((dropped == 0).sum().ToInt64(), 200, 300);
        Assert.True((channels.amax(2, 3) == channels.amin(2, 3)).all().ToBoolean());
        TensorAssert.Close([1, 1], functional.dropout(ones(2), 0.9, training: false));
    }

    [Fact]
    public void Init_KeepsTheStatedMoments()
    {
        manual_seed(2);
        Tensor weight = empty(64, 32, 3, 3);

        init.kaiming_normal_(weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
        // 18 432 samples: the deviation's own error is about 0.5 %.
        Assert.Equal(Math.Sqrt(2.0 / (64 * 9)), weight.std().ToDouble(), 0.02 * Math.Sqrt(2.0 / (64 * 9)));
        init.xavier_uniform_(weight);
        double bound = Math.Sqrt(6.0 / ((32 * 9) + (64 * 9)));
        Assert.InRange(weight.abs().max().ToDouble(), 0.99 * bound, bound);
        init.kaiming_uniform_(weight, a: Math.Sqrt(5));
        Assert.InRange(weight.abs().max().ToDouble(), 0.99 / Math.Sqrt(32 * 9), 1 / Math.Sqrt(32 * 9));
        init.normal_(weight, 3, 0.1);
        Assert.Equal(3, weight.mean().ToDouble(), 0.01);
        TensorAssert.Close([2, 2], init.constant_(empty(2), 2));
        TensorAssert.Close([1, 0], cat([init.ones_(empty(1)), init.zeros_(empty(1))]));
    }
}
