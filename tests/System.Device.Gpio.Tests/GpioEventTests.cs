using System.Collections.Concurrent;
using System.Device.Gpio.Drivers;
using System.Device.Gpio.Kernel;
using System.Device.Gpio.Kernel.Abi;
using System.Device.Gpio.Tests.Fake;

namespace System.Device.Gpio.Tests;

public sealed class GpioEventTests : IDisposable
{
    // Far more than anything here takes, so that a fault ends as a failure instead of a test that hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeKernel _kernel = new();
    private readonly FakeChip _chip;
    private readonly GpioController _controller;
    private readonly BlockingCollection<(int Pin, PinEventTypes Edge)> _edges = [];

    public GpioEventTests()
    {
        _chip = _kernel.Add(0, "gpio-sim", 8);
        _controller = new GpioController(PinNumberingScheme.Logical, new LibGpiodDriver(_kernel, 0));
        _controller.OpenPin(2, PinMode.Input);
        _controller.OpenPin(5, PinMode.InputPullUp);
    }

    public void Dispose()
    {
        _controller.Dispose();
        _edges.Dispose();
        Assert.False(_kernel.ClosedWhilePolled);
        Assert.Equal(0, _kernel.OpenFiles);
    }

    [Fact]
    public void Callback_OfBothEdges_GetsThemInOrder()
    {
        _controller.RegisterCallbackForPinValueChangedEvent(2, PinEventTypes.Rising | PinEventTypes.Falling, Note);

        _kernel.Drive(_chip, 2, true);
        _kernel.Drive(_chip, 2, false);
        _kernel.Drive(_chip, 2, true);

        Assert.Equal([(2, PinEventTypes.Rising), (2, PinEventTypes.Falling), (2, PinEventTypes.Rising)], Next(3));
    }

    [Fact]
    public void Callback_OfOneEdge_GetsThatEdgeOnly()
    {
        _controller.RegisterCallbackForPinValueChangedEvent(5, PinEventTypes.Falling, Note);

        _kernel.Drive(_chip, 5, false);
        _kernel.Drive(_chip, 5, null);
        _kernel.Drive(_chip, 5, false);

        Assert.Equal([(5, PinEventTypes.Falling), (5, PinEventTypes.Falling)], Next(2));
        Assert.Equal(LineFlags.EdgeFalling, _kernel.EdgesOf(_chip, 5));
    }

    [Fact]
    public void Callbacks_OfTwoPins_KnowTheirPin()
    {
        _controller.RegisterCallbackForPinValueChangedEvent(2, PinEventTypes.Rising, Note);
        _controller.RegisterCallbackForPinValueChangedEvent(5, PinEventTypes.Falling, Note);

        _kernel.Drive(_chip, 5, false);
        (int, PinEventTypes) first = Next(1)[0];
        _kernel.Drive(_chip, 2, true);

        Assert.Equal((5, PinEventTypes.Falling), first);
        Assert.Equal((2, PinEventTypes.Rising), Next(1)[0]);
    }

    [Fact]
    public void Callback_OfManyEdges_MissesNoneWithinTheKernelsBuffer()
    {
        // Five times what one read of the listener takes.
        const int Pulses = 40;
        _controller.RegisterCallbackForPinValueChangedEvent(2, PinEventTypes.Rising | PinEventTypes.Falling, Note);

        for (int i = 0; i < Pulses; i++)
        {
            _kernel.Drive(_chip, 2, true);
            _kernel.Drive(_chip, 2, false);
        }

        List<(int Pin, PinEventTypes Edge)> edges = Next(2 * Pulses);
        Assert.All(Enumerable.Range(0, Pulses), i => Assert.Equal(PinEventTypes.Rising, edges[2 * i].Edge));
        Assert.All(Enumerable.Range(0, Pulses), i => Assert.Equal(PinEventTypes.Falling, edges[(2 * i) + 1].Edge));
    }

    [Fact]
    public void Unregister_OfTheLastCallback_SwitchesEdgesOff()
    {
        _controller.RegisterCallbackForPinValueChangedEvent(2, PinEventTypes.Rising, Note);
        _controller.RegisterCallbackForPinValueChangedEvent(2, PinEventTypes.Falling, Ignore);

        _controller.UnregisterCallbackForPinValueChangedEvent(2, Ignore);
        LineFlags afterOne = _kernel.EdgesOf(_chip, 2);
        _controller.UnregisterCallbackForPinValueChangedEvent(2, Note);

        Assert.Equal(LineFlags.EdgeRising, afterOne);
        Assert.Equal(LineFlags.None, _kernel.EdgesOf(_chip, 2));
        Assert.Throws<InvalidOperationException>(() => _controller.UnregisterCallbackForPinValueChangedEvent(2, Note));
    }

    [Fact]
    public void ValueChanged_OfAPin_IsACallbackOfBothEdges()
    {
        GpioPin pin = _controller.OpenPin(2);
        pin.ValueChanged += Note;

        _kernel.Drive(_chip, 2, true);

        Assert.Equal([(2, PinEventTypes.Rising)], Next(1));
        pin.ValueChanged -= Note;
        Assert.Equal(LineFlags.None, _kernel.EdgesOf(_chip, 2));
    }

    [Fact]
    public void SetPinMode_OfAWatchedPin_KeepsTheEdges()
    {
        _controller.RegisterCallbackForPinValueChangedEvent(2, PinEventTypes.Rising, Note);

        _controller.SetPinMode(2, PinMode.Output);
        LineFlags asOutput = _kernel.EdgesOf(_chip, 2);
        _controller.SetPinMode(2, PinMode.InputPullDown);
        _kernel.Drive(_chip, 2, true);

        Assert.Equal(LineFlags.None, asOutput);
        Assert.Equal([(2, PinEventTypes.Rising)], Next(1));
    }

    [Fact]
    public void Register_OnAPulledInput_KeepsThePull()
    {
        _controller.RegisterCallbackForPinValueChangedEvent(5, PinEventTypes.Falling, Note);

        Assert.Equal(LineFlags.BiasPullUp, _chip.Lines[5].Bias);
    }

    [Fact]
    public void Register_OnAnOutput_IsRefused()
    {
        _controller.OpenPin(1, PinMode.Output);

        InvalidOperationException e = Assert.Throws<InvalidOperationException>(
            () => _controller.RegisterCallbackForPinValueChangedEvent(1, PinEventTypes.Rising, Note));
        Assert.Contains("output", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Register_OfNoEdge_IsRefused()
        => Assert.Throws<ArgumentException>(
            () => _controller.RegisterCallbackForPinValueChangedEvent(2, PinEventTypes.None, Note));

    [Fact]
    public void Register_WhereTheChipFindsNoEdges_LeavesNothingBehind()
    {
        _chip.EdgeError = Errno.InvalidArgument;

        IOException e = Assert.Throws<IOException>(
            () => _controller.RegisterCallbackForPinValueChangedEvent(2, PinEventTypes.Rising, Note));

        Assert.Contains("watching for edges of pin 2", e.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => _controller.UnregisterCallbackForPinValueChangedEvent(2, Note));
    }

    [Fact]
    public async Task WaitForEvent_WhenTheEdgeComes_TellsWhich()
    {
        Task<WaitForEventResult> wait = Task.Run(
            () => _controller.WaitForEvent(2, PinEventTypes.Rising | PinEventTypes.Falling, Patience));
        await EdgesAreOn(2);

        _kernel.Drive(_chip, 2, true);

        WaitForEventResult result = await wait;
        Assert.Equal(PinEventTypes.Rising, result.EventTypes);
        Assert.False(result.TimedOut);
        Assert.Equal(LineFlags.None, _kernel.EdgesOf(_chip, 2));
    }

    [Fact]
    public async Task WaitForEventAsync_OfOneEdge_IsNotEndedByTheOther()
    {
        ValueTask<WaitForEventResult> wait = _controller.WaitForEventAsync(5, PinEventTypes.Rising, Patience);
        _kernel.Drive(_chip, 5, false);
        bool endedByFalling = wait.IsCompleted;
        _kernel.Drive(_chip, 5, true);

        Assert.False(endedByFalling);
        Assert.Equal(PinEventTypes.Rising, (await wait).EventTypes);
    }

    [Fact]
    public void WaitForEvent_WithoutAnEdge_TimesOut()
    {
        WaitForEventResult result = _controller.WaitForEvent(2, PinEventTypes.Rising, TimeSpan.FromMilliseconds(5));

        Assert.True(result.TimedOut);
        Assert.Equal(PinEventTypes.None, result.EventTypes);
        Assert.Equal(LineFlags.None, _kernel.EdgesOf(_chip, 2));
    }

    [Fact]
    public async Task WaitForEventAsync_Cancelled_TimesOut()
    {
        using var source = new CancellationTokenSource();
        ValueTask<WaitForEventResult> wait = _controller.WaitForEventAsync(2, PinEventTypes.Rising, source.Token);

        await source.CancelAsync();

        Assert.True((await wait).TimedOut);
    }

    [Fact]
    public async Task WaitForEventAsync_OfAPinThatIsClosed_Ends()
    {
        ValueTask<WaitForEventResult> wait = _controller.WaitForEventAsync(2, PinEventTypes.Rising, Patience);

        _controller.ClosePin(2);

        Assert.True((await wait).TimedOut);
    }

    [Fact]
    public async Task WaitForEventAsync_OfAChipThatIsUnplugged_SaysSo()
    {
        ValueTask<WaitForEventResult> wait = _controller.WaitForEventAsync(2, PinEventTypes.Rising, Patience);

        _kernel.Unplug(_chip);

        IOException e = await Assert.ThrowsAsync<IOException>(async () => await wait);
        Assert.Contains("is gone", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ClosePin_OfAWatchedPin_FreesTheLineAtOnce()
    {
        // The listener polls the line all the time: a close that left it taken would make the next open fail.
        for (int i = 0; i < 200; i++)
        {
            _controller.RegisterCallbackForPinValueChangedEvent(2, PinEventTypes.Rising, Note);
            _controller.ClosePin(2);
            _controller.OpenPin(2, PinMode.Input);
        }

        Assert.False(_kernel.ClosedWhilePolled);
    }

    [Fact]
    public void Callback_ThatClosesItsPin_DoesNotHang()
    {
        _controller.RegisterCallbackForPinValueChangedEvent(2, PinEventTypes.Rising, CloseAndNote);

        _kernel.Drive(_chip, 2, true);

        Assert.Equal([(2, PinEventTypes.Rising)], Next(1));
        Assert.False(_controller.IsPinOpen(2));

        void CloseAndNote(object sender, PinValueChangedEventArgs e)
        {
            _controller.ClosePin(2);
            Note(sender, e);
        }
    }

    [Fact]
    public void Callback_ThatDisposesOfTheController_DoesNotHang()
    {
        _controller.RegisterCallbackForPinValueChangedEvent(2, PinEventTypes.Rising, DisposeAndNote);

        _kernel.Drive(_chip, 2, true);

        Assert.Equal([(2, PinEventTypes.Rising)], Next(1));

        void DisposeAndNote(object sender, PinValueChangedEventArgs e)
        {
            _controller.Dispose();
            Note(sender, e);
        }
    }

    private static void Ignore(object sender, PinValueChangedEventArgs e)
    {
    }

    private void Note(object sender, PinValueChangedEventArgs e) => _edges.Add((e.PinNumber, e.ChangeType));

    private List<(int Pin, PinEventTypes Edge)> Next(int count)
    {
        var taken = new List<(int, PinEventTypes)>();
        while (taken.Count < count)
        {
            Assert.True(_edges.TryTake(out (int, PinEventTypes) edge, Patience), $"Expected {count} edges, got {taken.Count}.");
            taken.Add(edge);
        }

        return taken;
    }

    private async Task EdgesAreOn(int pin)
    {
        while (_kernel.EdgesOf(_chip, pin) == LineFlags.None)
        {
            await Task.Yield();
        }
    }
}
