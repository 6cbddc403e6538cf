using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class ShapeTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Shapes_OfViews_FollowTheArguments()
    {
        Tensor x = arange(24, float32).view(2, 3, 4);

        TensorAssert.Shape([6, 4], x.reshape(6, -1));
        TensorAssert.Shape([4, 2, 3], x.permute(2, 0, 1));
        TensorAssert.Shape([2, 4, 3], x.transpose(1, 2));
        TensorAssert.Shape([2, 1, 3, 4], x.unsqueeze(1));
        TensorAssert.Shape([2, 3, 4], x.unsqueeze(1).squeeze(1));
        TensorAssert.Shape([2, 3, 4], x.unsqueeze(0).unsqueeze(-1).squeeze());
        TensorAssert.Shape([2, 12], x.flatten(1));
        TensorAssert.Shape([5, 2, 3, 4], x.expand(5, -1, -1, -1));
        TensorAssert.Shape([4, 3, 8], x.repeat(2, 1, 2));
        Assert.Equal(3, x.size(1));
        Assert.Equal(4, x.size(-1));
        Assert.Equal(24, x.numel());
        Assert.Equal(3, x.dim());
        Assert.False(x.transpose(0, 2).is_contiguous());
    }

    [Fact]
    public void Parts_ByPositionAndRange_HoldTheRightElements()
    {
        Tensor x = arange(12, float32).view(3, 4);

        TensorAssert.Close([4, 5, 6, 7], x.select(0, 1));
        TensorAssert.Close([1, 2, 5, 6, 9, 10], x.narrow(1, 1, 2));
        TensorAssert.Close([0, 2, 4, 6, 8, 10], x.slice(1, 0, 4, 2));
        TensorAssert.Close([3, 2, 1, 0], x.flip(1).select(0, 0));
        TensorAssert.Close([8, 9, 10, 11, 0, 1, 2, 3], x.index_select(0, tensor(new long[] { 2, 0 })));
        TensorAssert.Close([1, 4, 11], x.gather(1, tensor(new long[,] { { 1 }, { 0 }, { 3 } })));
        Tensor places = tensor(new long[,] { { 2 }, { 0 } });
        Tensor target = zeros(2, 3).scatter_(1, places, tensor(new float[,] { { 5 }, { 6 } }));
        TensorAssert.Close([0, 0, 5, 6, 0, 0], target);
        target.index_add_(0, tensor(new long[] { 1, 1 }), ones(2, 3), 2);
        TensorAssert.Close([0, 0, 5, 10, 4, 4], target);
    }

    [Fact]
    public void Joining_AndSplitting_AreInverse()
    {
        Tensor a = arange(6, float32).view(2, 3);
        Tensor b = a + 10;

        TensorAssert.Shape([4, 3], cat([a, b]));
        TensorAssert.Close([0, 1, 2, 10, 11, 12, 3, 4, 5, 13, 14, 15], cat([a, b], 1));
        TensorAssert.Shape([2, 2, 3], stack([a, b]));
        Tensor[] parts = cat([a, b], 1).split(3, 1);
        Assert.Equal(2, parts.Length);
        TensorAssert.Close([10, 11, 12, 13, 14, 15], parts[1]);
        Tensor[] uneven = a.split([1, 2], 1);
        TensorAssert.Close([1, 2, 4, 5], uneven[1]);
        Tensor[] chunks = arange(5, float32).chunk(2);
        Assert.Equal([3, 2], [chunks[0].numel(), chunks[1].numel()]);
    }

    [Fact]
    public void Indexer_ReadsAndWritesEachKindOfEntry()
    {
        Tensor x = arange(24, float32).view(2, 3, 4);

        TensorAssert.Close([16, 17, 18, 19], x[1, 1]);
        Assert.Equal(23f, x[1, 2, 3].ToSingle());
        TensorAssert.Close([3, 7, 11, 15, 19, 23], x[TensorIndex.Ellipsis, 3]);
        TensorAssert.Close([5, 6], x[0, 1, TensorIndex.Slice(1, 3)]);
        TensorAssert.Close([12, 13, 14, 15], x[1, 0, TensorIndex.Colon]);
        TensorAssert.Close([8, 10], x[0, 2, TensorIndex.Slice(step: 2)]);
        TensorAssert.Close([12, 0], x[tensor(new long[] { 1, 0 }), 0, 0]);
        TensorAssert.Close([22, 23], x[x > 21]);
        TensorAssert.Shape([2, 1, 3, 4], x[TensorIndex.Colon, TensorIndex.None]);

        x[0, 0] = tensor(new float[] { 9, 9, 9, 9 });
        x[TensorIndex.Colon, TensorIndex.Colon, 0] = tensor(-1f);
        x[x > 20] = tensor(0f);
        TensorAssert.Close([-1, 9, 9, 9], x[0, 0]);
        TensorAssert.Close([-1, 0, 0, 0], x[1, 2]);
    }

    [Fact]
    public void Indexer_WithTensors_LeavesOnlyTheResultAlive()
    {
        Tensor x = arange(24, float32).view(2, 3, 4);
        Tensor positions = tensor(new long[] { 0, 1 });
        int before = _scope.DisposablesCount;

        Tensor result = x[TensorIndex.Ellipsis, TensorIndex.Slice(1, 3)][positions, 0];

        TensorAssert.Shape([2, 2], result);
        Assert.Equal(before + 2, _scope.DisposablesCount);
    }

    [Fact]
    public void Matmul_OfMatricesAndBatches_MatchesHandComputation()
    {
        Tensor a = tensor(new float[,] { { 1, 2 }, { 3, 4 } });
        Tensor b = tensor(new float[,] { { 5, 6 }, { 7, 8 } });

        TensorAssert.Close([19, 22, 43, 50], a.matmul(b));
        TensorAssert.Close([19, 22, 43, 50], mm(a, b));
        TensorAssert.Close([19, 22, 43, 50, 7, 10, 15, 22], bmm(stack([a, a]), stack([b, a])));
    }

    [Fact]
    public void OneHot_AndNonzero_FindTheClasses()
    {
        Tensor hot = nn.functional.one_hot(tensor(new long[] { 1, 0, 2 }), 4);

        TensorAssert.Shape([3, 4], hot);
        Assert.Equal([0, 1, 1, 0, 2, 2], hot.nonzero().data<long>().ToArray());
    }

    [Fact]
    public void Pad_InEachMode_ContinuesTheImage()
    {
        Tensor x = tensor(new float[] { 1, 2, 3 }).view(1, 1, 1, 3);

        TensorAssert.Close([7, 1, 2, 3, 7, 7], nn.functional.pad(x, [1, 2], value: 7));
        TensorAssert.Close([2, 1, 2, 3, 2, 1], nn.functional.pad(x, [1, 2, 0, 0], PaddingModes.Reflect));
        TensorAssert.Close([1, 1, 2, 3, 3, 3], nn.functional.pad(x, [1, 2, 0, 0], PaddingModes.Replicate));
        TensorAssert.Close([3, 1, 2, 3, 1, 2], nn.functional.pad(x, [1, 2, 0, 0], PaddingModes.Circular));
    }
}
