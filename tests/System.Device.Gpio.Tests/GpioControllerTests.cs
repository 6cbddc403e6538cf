using System.Device.Gpio.Drivers;
using System.Device.Gpio.Kernel.Abi;
using System.Device.Gpio.Tests.Fake;

namespace System.Device.Gpio.Tests;

public sealed class GpioControllerTests : IDisposable
{
    private readonly FakeKernel _kernel = new();
    private readonly FakeChip _chip;
    private readonly GpioController _controller;

    public GpioControllerTests()
    {
        _chip = _kernel.Add(0, "tegra234-gpio", 164);
        _controller = new GpioController(PinNumberingScheme.Logical, new LibGpiodDriver(_kernel, 0));
    }

    public void Dispose() => _controller.Dispose();

    [Fact]
    public void PinCount_OfTheChip_IsItsLines() => Assert.Equal(164, _controller.PinCount);

    [Fact]
    public void OpenPin_WithoutAMode_LeavesDirectionAndLevel()
    {
        _chip.Lines[5].Direction = LineFlags.Output;
        _chip.Lines[5].Driven = true;

        _controller.OpenPin(5);

        Assert.Equal(PinMode.Output, _controller.GetPinMode(5));
        Assert.Equal(PinValue.High, _controller.Read(5));
        Assert.Equal(LineFlags.Output, _chip.Lines[5].Direction);
    }

    [Fact]
    public void OpenPin_OpenAlready_IsTheSamePin()
    {
        GpioPin pin = _controller.OpenPin(3);

        Assert.Same(pin, _controller.OpenPin(3, PinMode.InputPullUp));
        Assert.Equal(3, pin.PinNumber);
        Assert.True(_controller.IsPinOpen(3));
        Assert.False(_controller.IsPinOpen(4));
    }

    [Fact]
    public void OpenPin_WithAnInitialValue_DrivesItFromTheStart()
    {
        _controller.OpenPin(7, PinMode.Output, PinValue.High);

        Assert.True(_chip.Lines[7].Driven);
        Assert.Equal(LineFlags.Output, _chip.Lines[7].Direction);
    }

    [Fact]
    public void OpenPin_Taken_CarriesTheProgramName()
    {
        _controller.OpenPin(9);

        Assert.NotNull(_chip.Lines[9].Consumer);
        Assert.StartsWith(_chip.Lines[9].Consumer!, AppDomain.CurrentDomain.FriendlyName, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PinMode.InputPullUp, true)]
    [InlineData(PinMode.InputPullDown, false)]
    public void Read_OfAnOpenContact_FollowsThePull(PinMode mode, bool expected)
    {
        _controller.OpenPin(2, mode);

        Assert.Equal((PinValue)expected, _controller.Read(2));
        Assert.Equal(mode, _controller.GetPinMode(2));
    }

    [Fact]
    public void SetPinMode_FromPulledToPlainInput_SwitchesThePullOff()
    {
        _controller.OpenPin(2, PinMode.InputPullUp);

        _controller.SetPinMode(2, PinMode.Input);

        Assert.Equal(LineFlags.BiasDisabled, _chip.Lines[2].Bias);
        Assert.Equal(PinMode.Input, _controller.GetPinMode(2));
    }

    [Fact]
    public void Write_ToAnOutput_SetsTheLevelAndToggleTurnsIt()
    {
        GpioPin pin = _controller.OpenPin(11, PinMode.Output);

        pin.Write(PinValue.High);
        bool written = _chip.Lines[11].Driven;
        pin.Toggle();

        Assert.True(written);
        Assert.False(_chip.Lines[11].Driven);
    }

    [Fact]
    public void Write_ToAnInput_WaitsUntilItIsAnOutput()
    {
        _controller.OpenPin(12, PinMode.Input);

        _controller.Write(12, PinValue.High);
        bool before = _chip.Lines[12].Driven;
        _controller.SetPinMode(12, PinMode.Output);

        Assert.False(before);
        Assert.True(_chip.Lines[12].Driven);
    }

    [Fact]
    public void ReadAndWrite_OfSeveralPins_KeepTheirOrder()
    {
        _controller.OpenPin(1, PinMode.Output);
        _controller.OpenPin(2, PinMode.Output);
        _controller.OpenPin(3, PinMode.Input);
        _kernel.Drive(_chip, 3, true);
        PinValuePair[] read = [new(3, PinValue.Low), new(2, PinValue.High), new(1, PinValue.Low)];

        _controller.Write([new PinValuePair(1, PinValue.High), new PinValuePair(2, PinValue.Low)]);
        _controller.Read(read);

        Assert.Equal(
            [(3, PinValue.High), (2, PinValue.Low), (1, PinValue.High)],
            read.Select(pair => (pair.PinNumber, pair.PinValue)));
    }

    [Fact]
    public void ClosePin_GivesTheLineBack()
    {
        _controller.OpenPin(20);

        _controller.ClosePin(20);

        Assert.Null(_chip.Lines[20].Consumer);
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => _controller.ClosePin(20));
        Assert.Contains("20", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Methods_OnAPinThatIsNotOpen_SayThatItHasToBeOpened()
    {
        Action[] calls =
        [
            () => _controller.Read(4),
            () => _controller.Write(4, PinValue.High),
            () => _controller.Toggle(4),
            () => _controller.SetPinMode(4, PinMode.Input),
            () => _controller.GetPinMode(4),
            () => _controller.RegisterCallbackForPinValueChangedEvent(4, PinEventTypes.Rising, (_, _) => { }),
            () => _controller.WaitForEvent(4, PinEventTypes.Rising, TimeSpan.Zero),
        ];

        Assert.All(calls, call => Assert.Contains(
            "OpenPin(4)", Assert.Throws<InvalidOperationException>(call).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void SetPinMode_ToAModeThatDoesNotExist_IsRefused()
    {
        _controller.OpenPin(4);

        Assert.False(_controller.IsPinModeSupported(4, (PinMode)17));
        Assert.Throws<InvalidOperationException>(() => _controller.SetPinMode(4, (PinMode)17));
    }

    [Fact]
    public void Dispose_ClosesEveryFile()
    {
        _controller.OpenPin(30);
        _controller.OpenPin(31, PinMode.Output);

        _controller.Dispose();
        _controller.Dispose();

        Assert.Equal(0, _kernel.OpenFiles);
        Assert.Throws<ObjectDisposedException>(() => _controller.OpenPin(30));
        Assert.Throws<ObjectDisposedException>(() => _controller.PinCount);
    }

    [Fact]
    public void BoardNumbering_HasNoDriverThatKnowsIt()
    {
        using var board = new GpioController(PinNumberingScheme.Board, new LibGpiodDriver(_kernel, 0));

        Assert.Throws<PlatformNotSupportedException>(() => board.OpenPin(1));
    }

    [Theory]
    [InlineData(4, 54)]
    [InlineData(0, 54)]
    public void ForHeader_OfARaspberryPi5_IsTheRp1WhateverItsNumber(int number, int lines)
    {
        var kernel = new FakeKernel();
        kernel.Add(10, "gpio-brcmstb@107d508500", 32);
        kernel.Add(number, "pinctrl-rp1", lines);

        using LibGpiodDriver driver = LibGpiodDriver.ForHeader(kernel);

        Assert.Equal(lines, driver.PinCount);
    }

    [Fact]
    public void ForHeader_OfAJetson_IsTheFirstChip()
    {
        _kernel.Add(1, "tegra234-gpio-aon", 32);

        using LibGpiodDriver driver = LibGpiodDriver.ForHeader(_kernel);

        Assert.Equal(164, driver.PinCount);
    }
}
