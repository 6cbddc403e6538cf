using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class DisposeScopeTests
{
    [Fact]
    public void Scope_WhenDisposed_DisposesWhatWasCreatedInside()
    {
        Tensor inside;
        using (NewDisposeScope())
        {
            inside = ones(2);
            Assert.False(inside.IsInvalid);
        }

        Assert.True(inside.IsInvalid);
        Assert.Throws<ObjectDisposedException>(() => inside.add(1));
    }

    [Fact]
    public void MoveToOuter_WithAnOuterScope_LivesAsLongAsThatScope()
    {
        Tensor moved;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                moved = ones(2).MoveToOuterDisposeScope();
            }

            Assert.False(moved.IsInvalid);
        }

        Assert.True(moved.IsInvalid);
    }

    [Fact]
    public void MoveToOuter_FromTheOutermostScope_LeavesAllScopes()
    {
        Tensor moved;
        using (DisposeScope scope = NewDisposeScope())
        {
            moved = scope.MoveToOuter(ones(2));
        }

        Assert.False(moved.IsInvalid);
        moved.Dispose();
    }

    [Fact]
    public void Detach_InNestedScopes_OutlivesBoth()
    {
        Tensor detached;
        using (NewDisposeScope())
        {
            using DisposeScope inner = NewDisposeScope();
            detached = ones(2).DetachFromDisposeScope();
            Assert.Equal(0, inner.DisposablesCount);
        }

        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    [Fact]
    public void MoveToOther_FollowsAnotherTensor()
    {
        using DisposeScope outer = NewDisposeScope();
        Tensor model = ones(1);
        Tensor moved;
        using (NewDisposeScope())
        {
            moved = ones(2).MoveToOtherDisposeScope(model);
        }

        Assert.True(outer.Contains(moved));
        Assert.False(moved.IsInvalid);
    }

    [Fact]
    public void DisposeEverythingBut_KeepsTheOneInTheScope()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor kept = ones(1);
        Tensor other = ones(1);

        scope.DisposeEverythingBut(kept);

        Assert.False(kept.IsInvalid);
        Assert.True(other.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void Statistics_CountInsideAndOutside()
    {
        ThreadDisposeScopeStatistics counts = DisposeScopeManager.Statistics;
        counts.Reset();

        Tensor outside = ones(1);
        using (NewDisposeScope())
        {
            _ = ones(1);
            ones(1).Dispose();
            ones(1).DetachFromDisposeScope().Dispose();
        }

        outside.Dispose();

        Assert.Equal(1, counts.CreatedOutsideScopeCount);
        Assert.Equal(2, counts.DisposedOutsideScopeCount);
        Assert.Equal(3, counts.CreatedInScopeCount);
        Assert.Equal(2, counts.DisposedInScopeCount);
        Assert.Equal(1, counts.DetachedFromScopeCount);
        Assert.Equal(0, counts.ThreadTotalLiveCount);
    }

    [Fact]
    public void Block_BuiltInsideAScope_KeepsItsWeights()
    {
        Conv2d convolution;
        BatchNorm2d norm;
        using (NewDisposeScope())
        {
            convolution = nn.Conv2d(2, 3, 3);
            norm = nn.BatchNorm2d(3);
        }

        Assert.All(convolution.parameters(), parameter => Assert.False(parameter.IsInvalid));
        Assert.All(norm.state_dict().Values, tensor => Assert.False(tensor.IsInvalid));
        convolution.Dispose();
        norm.Dispose();
        Assert.True(convolution.weight.IsInvalid);
    }

    [Fact]
    public void Dispose_Twice_CountsOnce()
    {
        Tensor tensor = ones(1);
        DisposeScopeManager.Statistics.Reset();

        tensor.Dispose();
        tensor.Dispose();

        Assert.Equal(1, DisposeScopeManager.Statistics.DisposedOutsideScopeCount);
    }
}
