using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class PointwiseTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Arithmetic_WithTensorsAndNumbers_MatchesHandComputation()
    {
        Tensor a = tensor(new float[] { 1, 2, 4 });
        Tensor b = tensor(new float[] { 3, 5, -2 });

        TensorAssert.Close([4, 7, 2], a + b);
        TensorAssert.Close([-2, -3, 6], a - b);
        TensorAssert.Close([3, 10, -8], a * b);
        TensorAssert.Close([1f / 3, 0.4f, -2], a / b);
        TensorAssert.Close([1.5f, 2.5f, 4.5f], a + 0.5f);
        TensorAssert.Close([9, 8, 6], 10 - a);
        TensorAssert.Close([8, 4, 2], 8 / a);
        TensorAssert.Close([-1, -2, -4], -a);
        TensorAssert.Close([7, 12, 0], a.add(b, 2));
        TensorAssert.Close([1, 0, 0], a % 2);
        TensorAssert.Close([0, 0, -2], a.div(b, RoundingMode.floor));
    }

    [Fact]
    public void Functions_OfOneTensor_MatchTheMathLibrary()
    {
        float[] values = [0.3f, 1.7f, 2.2f];
        Tensor x = tensor(values);
        float[] By(Func<double, double> f) => Array.ConvertAll(values, v => (float)f(v));

        TensorAssert.Close(By(Math.Exp), x.exp());
        TensorAssert.Close(By(Math.Log), x.log());
        TensorAssert.Close(By(v => Math.Log(1 + v)), x.log1p());
        TensorAssert.Close(By(Math.Sqrt), x.sqrt());
        TensorAssert.Close(By(v => 1 / Math.Sqrt(v)), x.rsqrt());
        TensorAssert.Close(By(v => v * v), x.square());
        TensorAssert.Close(By(Math.Floor), x.floor());
        TensorAssert.Close(By(v => 1 / (1 + Math.Exp(-v))), x.sigmoid());
        TensorAssert.Close(By(Math.Tanh), x.tanh());
        TensorAssert.Close(By(v => Math.Log(1 + Math.Exp(v))), x.softplus());
        TensorAssert.Close(By(v => Math.Pow(v, 3)), x.pow(3));
        TensorAssert.Close([0, 1.7f, 2.2f], (x - 0.3f).sign().mul(x));
        TensorAssert.Close([1, 1.7f, 2], x.clamp(1, 2));
        TensorAssert.Close([1, 1.7f, 2.2f], x.clamp_min(1));
        TensorAssert.Close([0.3f, 1, 1], x.clamp_max(1));
        TensorAssert.Close([0, 0, 4, 6], tensor(new float[] { -1, 0, 4, 9 }).relu6());
    }

    [Fact]
    public void InPlaceOperators_ReturnTheTensorItself()
    {
        Tensor x = tensor(new float[] { 1, 4, 9 });

        Assert.Same(x, x.sqrt_());
        Assert.Same(x, x.add_(1));
        Assert.Same(x, x.mul_(2));
        TensorAssert.Close([4, 6, 8], x);
        x.addcmul_(tensor(new float[] { 1, 2, 3 }), tensor(new float[] { 2, 2, 2 }), 0.5);
        TensorAssert.Close([5, 8, 11], x);
        x.addcdiv_(tensor(new float[] { 2, 4, 6 }), tensor(new float[] { 2, 2, 2 }), -1);
        TensorAssert.Close([4, 6, 8], x);
        x.lerp_(tensor(new float[] { 0, 0, 0 }), 0.25);
        TensorAssert.Close([3, 4.5f, 6], x);
        x.clamp_(4, 5).div_(2).sub_(1);
        TensorAssert.Close([1, 1.25f, 1.5f], x);
        x.fill_(7).zero_();
        TensorAssert.Close([0, 0, 0], x);
    }

    [Fact]
    public void Comparisons_GiveTruthValues()
    {
        Tensor a = tensor(new float[] { 1, 2, 3 });
        Tensor b = tensor(new float[] { 3, 2, 1 });

        Assert.Equal([false, true, false], a.eq(b).data<bool>().ToArray());
        Assert.Equal([true, false, true], (a != b).data<bool>().ToArray());
        Assert.Equal([true, false, false], (a < b).data<bool>().ToArray());
        Assert.Equal([false, true, true], (a >= 2).data<bool>().ToArray());
        Assert.Equal([true, true, false], a.le(b).data<bool>().ToArray());
        Assert.Equal([false, true, false], (a > 1).logical_and(b > 1).data<bool>().ToArray());
        Assert.Equal([true, false, false], (a > 1).logical_not().data<bool>().ToArray());
        Assert.True((a > 2).any().ToBoolean());
        Assert.False((a > 2).all().ToBoolean());
        Tensor odd = tensor(new float[] { 1, float.NaN, float.PositiveInfinity });
        Assert.Equal([false, true, false], odd.isnan().data<bool>().ToArray());
        Assert.Equal([true, false, false], isfinite(odd).data<bool>().ToArray());
    }

    [Fact]
    public void Masks_SelectAndReplace()
    {
        Tensor x = tensor(new float[] { 1, -2, 3, -4 });
        Tensor negative = x < 0;

        TensorAssert.Close([1, 0, 3, 0], x.masked_fill(negative, 0));
        TensorAssert.Close([-2, -4], x.masked_select(negative));
        TensorAssert.Close([1, 2, 3, 4], where(negative, -x, x));
        x.masked_fill_(negative, 9);
        TensorAssert.Close([1, 9, 3, 9], x);
    }

    [Fact]
    public void Softmax_AndItsLogarithm_SumToOne()
    {
        Tensor x = tensor(new float[,] { { 0, MathF.Log(3) }, { 100, 100 } });

        TensorAssert.Close([0.25f, 0.75f, 0.5f, 0.5f], x.softmax(1));
        TensorAssert.Close(
            [MathF.Log(0.25f), MathF.Log(0.75f), MathF.Log(0.5f), MathF.Log(0.5f)], x.log_softmax(1));
    }
}
