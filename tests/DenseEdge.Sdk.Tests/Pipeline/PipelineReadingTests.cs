using DenseEdge.Cameras;
using DenseEdge.Sdk.Pipeline;
using DenseEdge.Sdk.Tests.Pipeline.Support;

namespace DenseEdge.Sdk.Tests.Pipeline;

/// <summary>The three ways to read, and the handles that they give.</summary>
public sealed class PipelineReadingTests
{
    [Fact]
    public void Walk_ThroughAVideo_GivesEveryFrameWithoutACopy()
    {
        using PipelineRig rig = new(PipelineOptions.Video, engineIsOpen: true, isLive: false);
        rig.Source.Give(5);
        rig.Source.End();
        int next = 0;

        foreach (PipelineResult result in rig.Pipeline)
        {
            Assert.Equal(next, result.Frame.Pixels[0]);
            Assert.Same(rig.Source.Images[next], result.Frame.Image);
            Assert.Equal((rig.Predictor.Tasks, 0), (result.Tasks, result.DegradationLevel));
            next++;
        }

        Assert.Equal(5, next);
        Assert.Equal(CameraStatus.Ended, rig.Pipeline.SourceStatus);
    }

    [Fact]
    public async Task ReadAllAsync_OfFramesThatComeLater_AwaitsEach()
    {
        using PipelineRig rig = new(PipelineOptions.Video, engineIsOpen: true);
        List<int> numbers = [];
        await using IAsyncEnumerator<PipelineResult> results = rig.Pipeline.ReadAllAsync().GetAsyncEnumerator();
        for (int i = 0; i < 3; i++)
        {
            ValueTask<bool> next = results.MoveNextAsync();
            Assert.False(next.IsCompleted);
            rig.Source.Give();
            Assert.True(await next);
            numbers.Add((int)results.Current.SequenceNumber);
        }

        rig.Source.End();

        Assert.False(await results.MoveNextAsync());
        Assert.Equal([0, 1, 2], numbers);
    }

    [Fact]
    public async Task ReadAllAsync_WhenCancelled_EndsAndCanBeTakenUpAgain()
    {
        using PipelineRig rig = new(PipelineOptions.Video, engineIsOpen: true);
        using CancellationTokenSource cancellation = new();
        IAsyncEnumerator<PipelineResult> results = rig.Pipeline.ReadAllAsync(cancellation.Token).GetAsyncEnumerator();
        ValueTask<bool> next = results.MoveNextAsync();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        await results.DisposeAsync();

        rig.Source.Give();
        rig.Source.End();
        Assert.Equal([0], rig.ReadToEnd());
    }

    [Fact]
    public async Task ReadAllAsync_OfADisposedPipeline_Ends()
    {
        using PipelineRig rig = new(PipelineOptions.Video);
        await using IAsyncEnumerator<PipelineResult> results = rig.Pipeline.ReadAllAsync().GetAsyncEnumerator();
        ValueTask<bool> next = results.MoveNextAsync();

        rig.Pipeline.Dispose();

        Assert.False(await next);
    }

    [Fact]
    public async Task RunAsync_CallsBackInOrderAndCompletesWithTheSource()
    {
        using PipelineRig rig = new(PipelineOptions.Video, engineIsOpen: true);
        List<int> numbers = [];
        rig.Source.Give(4);
        rig.Source.End();

        await rig.Pipeline.RunAsync(result => numbers.Add(result.Frame.Pixels[0]));

        Assert.Equal([0, 1, 2, 3], numbers);
    }

    [Fact]
    public async Task RunAsync_WhenCancelled_IsCancelled()
    {
        using PipelineRig rig = new(PipelineOptions.Video, engineIsOpen: true);
        using CancellationTokenSource cancellation = new();
        Task run = rig.Pipeline.RunAsync(_ => cancellation.Cancel(), cancellation.Token);
        rig.Source.Give();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        Assert.True(run.IsCanceled);
    }

    [Fact]
    public async Task RunAsync_WithACallbackThatThrows_FaultsWithIt()
    {
        using PipelineRig rig = new(PipelineOptions.Video, engineIsOpen: true);
        rig.Source.Give();

        await Assert.ThrowsAsync<FormatException>(() => rig.Pipeline.RunAsync(_ => throw new FormatException()));
    }

    [Fact]
    public void Result_AfterItsDisposal_RefusesEverything()
    {
        using PipelineRig rig = new(PipelineOptions.Live, engineIsOpen: true);
        rig.Source.Give();
        PipelineResult old = rig.Read();
        PipelineResult copy = old;
        Frame frame = old.Frame;
        old.Dispose();
        rig.Source.Give();
        using PipelineResult next = rig.Read();
        old.Dispose();

        Assert.Throws<ObjectDisposedException>(() => copy.Prediction);
        Assert.Throws<ObjectDisposedException>(() => copy.Frame);
        Assert.Throws<ObjectDisposedException>(() => copy.Age);
        Assert.Throws<ObjectDisposedException>(() => copy.SequenceNumber);
        Assert.Throws<ObjectDisposedException>(() => frame.Pixels.Length);
        Assert.Throws<ObjectDisposedException>(() => default(PipelineResult).Tasks);
        Assert.Equal(1, next.SequenceNumber);
    }

    [Fact]
    public void Result_OfAPipelineThatWasDisposed_StaysReadable()
    {
        using PipelineRig rig = new(PipelineOptions.Live, engineIsOpen: true);
        rig.Source.Give();
        using PipelineResult result = rig.Read();

        rig.Pipeline.Dispose();

        Assert.Equal((0, 0), ((int)result.SequenceNumber, result.Frame.Pixels[0]));
        Assert.Throws<ObjectDisposedException>(() => rig.Pipeline.TryRead(TimeSpan.Zero, out _));
    }

    [Fact]
    public void Options_OutOfRange_AreListedTogether()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => new PipelineRig(new PipelineOptions
        {
            Policy = FramePolicy.Block,
            MaxAge = TimeSpan.FromSeconds(1),
            Capacity = 61,
            GiveUpAfter = TimeSpan.Zero,
        }));

        Assert.Contains("Capacity must be 0 or from 1 to 60 for Block, got 61.", e.Message, StringComparison.Ordinal);
        Assert.Contains("Block drops nothing: leave one out.", e.Message, StringComparison.Ordinal);
        Assert.Contains("GiveUpAfter must be above 0", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_ThatNeedMoreBuffersThanTheCameraHas_SayHowMany()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(
            () => new PipelineRig(PipelineOptions.Video with { Capacity = 3 }, frameBuffers: 5));

        Assert.Contains("a ring of 3 needs 6 of the camera's buffers", e.Message, StringComparison.Ordinal);
        Assert.Contains("but it has 5", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FramePolicy.Latest, 8, 1)]
    [InlineData(FramePolicy.Block, 4, 1)]
    [InlineData(FramePolicy.Block, 5, 2)]
    [InlineData(FramePolicy.Block, 20, 4)]
    public void Capacity_ByDefault_IsWhatTheBuffersAllow(FramePolicy policy, int buffers, int capacity)
    {
        using PipelineRig rig = new(new PipelineOptions { Policy = policy }, frameBuffers: buffers);

        Assert.Equal(capacity, rig.Pipeline.Capacity);
    }
}
