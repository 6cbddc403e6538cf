using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class AutogradTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public static TheoryData<string> Operators => [.. Cases.Keys];

    // Each maps [2, 3, 4, 4] to something that is summed with fixed weights; all are smooth at the points used.
    private static Dictionary<string, Func<Tensor, Tensor>> Cases { get; } = new()
    {
        ["mul"] = x => x * x,
        ["div"] = x => 1 / (x + 3),
        ["exp log"] = x => (x.exp() + 1).log(),
        ["sqrt"] = x => (x + 3).sqrt(),
        ["sigmoid tanh"] = x => x.sigmoid() * x.tanh(),
        ["softplus"] = x => x.softplus(),
        ["softmax"] = x => x.softmax(1),
        ["log_softmax"] = x => x.log_softmax(1),
        ["mean var"] = x => x.var([2, 3]) + x.mean([2, 3]),
        ["reshape matmul"] = x => x.reshape(2, 3, 16).matmul(x.reshape(2, 3, 16).transpose(1, 2)),
        ["cat slice"] = x => cat([x[TensorIndex.Colon, 0], x.narrow(1, 2, 1).squeeze(1) * 2], 1),
        ["conv2d"] = x => nn.functional.conv2d(x, Ramp(4, 3, 3, 3), Ramp(4), [1], [1]),
        ["grouped dilated conv2d"] = x => nn.functional.conv2d(x, Ramp(3, 1, 2, 2), null, [2], [1], [2], 3),
        ["batch_norm"] = x => nn.functional.batch_norm(x, null, null, Ramp(3), Ramp(3) + 1, true),
        ["bilinear"] = x => nn.functional.interpolate(
            x, [7, 5], mode: InterpolationMode.Bilinear, align_corners: false),
        ["avg_pool2d"] = x => nn.functional.avg_pool2d(x, [2], [1]),
        ["unfold"] = x => nn.functional.unfold(x, 3, padding: 1),
        ["pad"] = x => nn.functional.pad(x, [1, 1, 1, 1], PaddingModes.Reflect),
        ["normalize"] = x => nn.functional.normalize(x + 2),
        ["smooth_l1"] = x => nn.functional.smooth_l1_loss(x, Ramp(2, 3, 4, 4) - 4, nn.Reduction.None),
        ["cross_entropy"] = x => nn.functional.cross_entropy(x, Classes(), Ramp(3) + 2, 1, nn.Reduction.None, 0.1),
        ["bce"] = x => nn.functional.binary_cross_entropy_with_logits(
            x, Ramp(2, 3, 4, 4).sigmoid(), reduction: nn.Reduction.None, pos_weights: full(1, 2.0, float64)),
    };

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Operators))]
    public void Backward_OfEachOperator_MatchesFiniteDifferences(string name)
    {
        Func<Tensor, Tensor> function = Cases[name];
        manual_seed(3);
        Tensor point = rand([2, 3, 4, 4], float64) * 2 - 1;
        Tensor weights = rand(function(point).shape, float64);
        double Value(Tensor x) => (function(x) * weights).sum().ToDouble();

        Tensor x = point.clone().requires_grad_();
        (function(x) * weights).sum().backward();
        double[] gradient = x.Gradient()!.data<double>().ToArray();

        // Central differences in double precision: error about step² + 1e-16 / step.
        const double Step = 1e-5;
        for (int i = 0; i < gradient.Length; i += 7)
        {
            double Shifted(double by)
            {
                Tensor moved = point.clone();
                moved.view(-1).data<double>()[i] += by;
                return Value(moved);
            }

            double expected = (Shifted(Step) - Shifted(-Step)) / (2 * Step);
            Assert.True(
                Math.Abs(expected - gradient[i]) < 1e-6 * Math.Max(1, Math.Abs(expected)),
                $"{name}, element {i}: expected {expected}, got {gradient[i]}.");
        }
    }

    [Fact]
    public void Backward_Twice_AddsUp()
    {
        Tensor x = tensor(new float[] { 1, 2 }, requires_grad: true);

        (x * x).sum().backward();
        (x * 3).sum().backward();

        TensorAssert.Close([5, 7], x.Gradient()!);
    }

    [Fact]
    public void NoGrad_InsideItsScope_RecordsNothing()
    {
        Tensor x = ones(2, requires_grad: true);

        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
            {
                Assert.True((x * 2).requires_grad);
            }

            Assert.False(is_grad_enabled());
        }

        Assert.True((x * 2).requires_grad);
        Assert.True(x.is_leaf);
        Assert.False((x * 2).is_leaf);
        Assert.False((x * 2).detach().requires_grad);
    }

    [Fact]
    public void Grad_WithAnUnusedInput_IsNullThere()
    {
        Tensor x = tensor(new float[] { 1, 2 }, requires_grad: true);
        Tensor unused = ones(1, requires_grad: true);

        IList<Tensor> gradients = autograd.grad([(x * x).sum()], [x, unused], allow_unused: true);

        TensorAssert.Close([2, 4], gradients[0]);
        Assert.Null(gradients[1]);
        Assert.Null(x.Gradient());
    }

    [Fact]
    public void Grad_WithCreateGraph_CanBeDifferentiatedAgain()
    {
        Tensor x = tensor(new float[] { 2 }, requires_grad: true);

        Tensor first = autograd.grad([x.pow(3).sum()], [x], create_graph: true)[0];
        Tensor second = autograd.grad([first.sum()], [x])[0];

        TensorAssert.Close([12], first);
        TensorAssert.Close([12], second);
    }

    [Fact]
    public void ClipGradNorm_AboveTheLimit_ScalesAllGradients()
    {
        using var a = new Modules.Parameter(zeros(1));
        using var b = new Modules.Parameter(zeros(2));
        ((a * 3).sum() + (b * tensor(new float[] { 0, 4 })).sum()).backward();

        double norm = nn.utils.clip_grad_norm_([a, b], 1);

        Assert.Equal(5, norm, 1e-5);
        TensorAssert.Close([0.6f], a.Gradient()!);
        TensorAssert.Close([0, 0.8f], b.Gradient()!);
    }

    private static Tensor Ramp(params long[] shape)
    {
        long count = shape.Aggregate(1L, (product, size) => product * size);
        return (arange(count, float64) * 0.37).sin().reshape(shape);
    }

    private static Tensor Classes() => arange(32).remainder(3).reshape(2, 4, 4);
}
