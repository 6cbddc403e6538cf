using System.Device.Gpio.Drivers;
using System.Device.Gpio.Kernel;
using System.Device.Gpio.Tests.Fake;

namespace System.Device.Gpio.Tests;

/// <summary>Each message says what was found and what to do.</summary>
public sealed class GpioErrorTests
{
    private readonly FakeKernel _kernel = new();
    private readonly FakeChip _chip;

    public GpioErrorTests() => _chip = _kernel.Add(0, "tegra234-gpio", 164);

    [Fact]
    public void Driver_OfAMissingChip_ListsThoseThatAreHere()
    {
        _kernel.Add(1, "tegra234-gpio-aon", 32);

        string message = Assert.Throws<IOException>(() => new LibGpiodDriver(_kernel, 7)).Message;

        Assert.Contains("/dev/gpiochip7", message, StringComparison.Ordinal);
        Assert.Contains("gpiochip0 (tegra234-gpio, 164 lines)", message, StringComparison.Ordinal);
        Assert.Contains("gpiochip1 (tegra234-gpio-aon, 32 lines)", message, StringComparison.Ordinal);
        Assert.Contains("new LibGpiodDriver(gpioChip: N)", message, StringComparison.Ordinal);
        Assert.Equal(0, _kernel.OpenFiles);
    }

    [Fact]
    public void Driver_OnASystemWithoutAChip_NamesContainersAndGpiodetect()
    {
        string message = Assert.Throws<IOException>(() => new LibGpiodDriver(new FakeKernel(), 0)).Message;

        Assert.Contains("--device /dev/gpiochip0", message, StringComparison.Ordinal);
        Assert.Contains("gpiodetect", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Errno.AccessDenied)]
    [InlineData(Errno.NotPermitted)]
    public void Driver_OfAChipThatMayNotBeOpened_NamesGroupAndUdevRule(int status)
    {
        _chip.OpenError = status;

        string message = Assert.Throws<IOException>(() => new LibGpiodDriver(_kernel, 0)).Message;

        Assert.Contains("usermod -aG gpio", message, StringComparison.Ordinal);
        Assert.Contains("SUBSYSTEM==\"gpio\"", message, StringComparison.Ordinal);
        Assert.Contains($"error {status}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenPin_InUse_NamesTheUser()
    {
        using var driver = new LibGpiodDriver(_kernel, 0);
        _chip.Lines[15].Consumer = "spi0 CS0";

        string message = Assert.Throws<IOException>(() => driver.OpenPin(15)).Message;

        Assert.Contains("Pin 15", message, StringComparison.Ordinal);
        Assert.Contains("'spi0 CS0'", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(164)]
    [InlineData(-1)]
    public void OpenPin_BeyondTheChip_SaysWhichPinsThereAre(int pin)
    {
        using var driver = new LibGpiodDriver(_kernel, 0);

        string message = Assert.Throws<IOException>(() => driver.OpenPin(pin)).Message;

        Assert.Contains($"Pin {pin}", message, StringComparison.Ordinal);
        Assert.Contains("0 to 163", message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenPin_OnAKernelBefore5_10_NamesTheVersion()
    {
        _chip.IsOld = true;
        using var driver = new LibGpiodDriver(_kernel, 0);

        Assert.Contains("Linux 5.10", Assert.Throws<IOException>(() => driver.OpenPin(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAChipThatIsGone_SaysSo()
    {
        using var driver = new LibGpiodDriver(_kernel, 0);
        driver.OpenPin(6);
        _kernel.Unplug(_chip);

        string message = Assert.Throws<IOException>(() => driver.Read(6)).Message;

        Assert.Contains("is gone", message, StringComparison.Ordinal);
        Assert.Contains("reading pin 6", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ToAnInput_IsRefusedByTheKernel()
    {
        using var driver = new LibGpiodDriver(_kernel, 0);
        driver.OpenPin(6);

        IOException e = Assert.Throws<IOException>(() => driver.Write(6, PinValue.High));
        Assert.Contains("writing pin 6", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RealKernel_OfAChipThatDoesNotExist_GivesTheSameError()
    {
        string message = Assert.Throws<IOException>(() => new LibGpiodDriver(gpioChip: 987654)).Message;

        Assert.Contains("/dev/gpiochip987654", message, StringComparison.Ordinal);
    }
}
