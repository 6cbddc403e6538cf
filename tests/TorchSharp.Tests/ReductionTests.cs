using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class ReductionTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void SumsAndMoments_MatchHandComputation()
    {
        Tensor x = tensor(new float[,] { { 1, 2, 3 }, { 4, 5, 9 } });

        Assert.Equal(24f, x.sum().ToSingle());
        TensorAssert.Close([5, 7, 12], x.sum(0L));
        TensorAssert.Close([6, 18], x.sum([1], keepdim: true));
        TensorAssert.Close([2, 6], x.mean([1]));
        Assert.Equal(4f, x.mean().ToSingle());
        TensorAssert.Close([1, 7], x.var([1]));
        TensorAssert.Close([MathF.Sqrt(2f / 3), MathF.Sqrt(14f / 3)], x.std([1], unbiased: false));
        Assert.Equal(MathF.Sqrt(136), x.norm().ToSingle(), 1e-4f);
        TensorAssert.Close([6, 18], x.norm(1, p: 1));
        TensorAssert.Close([1, 3, 6], x.select(0, 0).cumsum(0));
        Assert.Equal([0, 2, 1], tensor(new long[] { 1, 2, 1 }).bincount().data<long>().ToArray());
        Assert.Equal(ScalarType.Int64, (x > 2).sum().dtype);
    }

    [Fact]
    public void Extremes_AndTheirPlaces_AreFound()
    {
        Tensor x = tensor(new float[,] { { 1, 8, 3 }, { 4, 5, -9 } });

        Assert.Equal(8f, x.max().ToSingle());
        Assert.Equal(-9f, x.min().ToSingle());
        (Tensor values, Tensor places) = x.max(1);
        TensorAssert.Close([8, 5], values);
        Assert.Equal([1, 1], places.data<long>().ToArray());
        Assert.Equal(1L, x.argmax().ToInt64());
        Assert.Equal([0, 1, 1], x.argmin(0).data<long>().ToArray());
        Assert.Equal([0, 2], x.argmin(1).data<long>().ToArray());
        TensorAssert.Close([8, 5], x.amax(1));
        TensorAssert.Close([1, 5, -9], x.amin(0));
        (Tensor top, Tensor topPlaces) = x.topk(2, 1);
        TensorAssert.Close([8, 3, 5, 4], top);
        Assert.Equal([1, 2, 1, 0], topPlaces.data<long>().ToArray());
    }

    [Fact]
    public void AnyAndAll_AlongADimension_LookAtThatDimension()
    {
        Tensor x = tensor(new bool[,] { { true, false }, { true, true } });

        Assert.Equal([true, true], x.any(1).data<bool>().ToArray());
        Assert.Equal([false, true], x.all(1).data<bool>().ToArray());
    }
}
