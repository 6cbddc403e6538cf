using DenseEdge.Telemetry.Sensors;

namespace DenseEdge.Telemetry.Tests;

public sealed class BoardSensorsTests
{
    // Kilohertz and thousandths of a degree are exact in a double; products and quotients differ in the last digit at most.
    private const int Digits = 9;

    [Fact]
    public void Temperatures_OfAJetson_AreItsZonesInOrderEachOnce()
    {
        using BoardTree tree = BoardTree.Named("jetson-orin-nano");
        using BoardSensors sensors = BoardSensors.Open(tree.Root);

        Assert.Equal(
            ["cpu-thermal", "gpu-thermal", "cv0-thermal", "soc0-thermal", "tj-thermal"],
            sensors.Temperatures.Select(sensor => sensor.Name));
        Assert.True(sensors.Temperatures[1].TryRead(out double celsius));
        Assert.Equal(47.218, celsius, Digits);
    }

    [Fact]
    public void TryRead_OfAUnitThatIsOff_IsFalse()
    {
        using BoardTree tree = BoardTree.Named("jetson-orin-nano");
        using BoardSensors sensors = BoardSensors.Open(tree.Root);

        Assert.False(sensors.Temperatures[2].TryRead(out double celsius));
        Assert.Equal(0, celsius);
        Assert.True(sensors.TryReadHottest(out double hottest));
        Assert.Equal(48.593, hottest, Digits);
    }

    [Fact]
    public void Power_OfAJetson_IsVoltageTimesCurrentOfThreeRails()
    {
        using BoardTree tree = BoardTree.Named("jetson-orin-nano");
        using BoardSensors sensors = BoardSensors.Open(tree.Root);

        Assert.Equal(["VDD_IN", "VDD_CPU_GPU_CV", "VDD_SOC"], sensors.Power.Select(sensor => sensor.Name));
        Assert.Same(sensors.Power[0], sensors.TotalPower);
        Assert.Equal(
            [5.048 * 1.104, 5.040 * 0.216, 5.032 * 0.288],
            sensors.Power.Select(Watts), (expected, actual) => Math.Abs(expected - actual) < 1e-9);
    }

    [Fact]
    public void Clocks_OfAJetson_AreClustersAndGpuInHertz()
    {
        using BoardTree tree = BoardTree.Named("jetson-orin-nano");
        using BoardSensors sensors = BoardSensors.Open(tree.Root);

        Assert.Equal(["cpu 0-3", "cpu 4-5", "gpu"], sensors.Clocks.Select(sensor => sensor.Name));
        Assert.Equal([1_190_400_000, 729_600_000, 306_000_000], sensors.Clocks.Select(Hertz));
        Assert.Equal([1_510_400_000, 1_510_400_000, 624_750_000], sensors.Clocks.Select(sensor => sensor.MaximumHz!.Value));
    }

    [Fact]
    public void Sensors_OfARaspberryPi_HaveNoPower()
    {
        using BoardTree tree = BoardTree.Named("raspberry-pi-5");
        using BoardSensors sensors = BoardSensors.Open(tree.Root);

        Assert.Equal(["cpu-thermal", "rp1_adc temp1"], sensors.Temperatures.Select(sensor => sensor.Name));
        Assert.Empty(sensors.Power);
        Assert.Null(sensors.TotalPower);
        Assert.Equal(1_500_000_000, Hertz(Assert.Single(sensors.Clocks)));
    }

    [Fact]
    public void Power_OfAChipThatCountsItself_IsInMicrowatts()
    {
        using BoardTree tree = BoardTree.Of(
            "sys/class/hwmon/hwmon3/name=amdgpu\\n",
            "sys/class/hwmon/hwmon3/power1_input=7250000\\n",
            "sys/class/hwmon/hwmon3/power1_label=PPT\\n");
        using BoardSensors sensors = BoardSensors.Open(tree.Root);

        Assert.Equal("PPT", Assert.Single(sensors.Power).Name);
        Assert.Equal(7.25, Watts(sensors.Power[0]), Digits);
    }

    [Fact]
    public void TryRead_AfterTheKernelWroteAnew_GivesTheNewValue()
    {
        using BoardTree tree = BoardTree.Of(
            "sys/class/thermal/thermal_zone0/type=cpu-thermal\\n", "sys/class/thermal/thermal_zone0/temp=41000\\n");
        using BoardSensors sensors = BoardSensors.Open(tree.Root);
        sensors.Temperatures[0].TryRead(out double before);

        tree.Write("sys/class/thermal/thermal_zone0/temp", "-7500\\n");

        Assert.True(sensors.Temperatures[0].TryRead(out double after));
        Assert.Equal(41, before, Digits);
        Assert.Equal(-7.5, after, Digits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("warm\\n")]
    [InlineData("12 34\\n")]
    [InlineData("99999999999999999999\\n")]
    public void TryRead_OfSomethingThatIsNoNumber_IsFalse(string content)
    {
        using BoardTree tree = BoardTree.Of(
            "sys/class/thermal/thermal_zone0/type=cpu-thermal\\n", $"sys/class/thermal/thermal_zone0/temp={content}");
        using BoardSensors sensors = BoardSensors.Open(tree.Root);

        Assert.False(Assert.Single(sensors.Temperatures).TryRead(out _));
        Assert.False(sensors.TryReadHottest(out double hottest));
        Assert.Equal(0, hottest);
    }

    [Fact]
    public void Open_WithoutAnySensor_IsEmpty()
    {
        using BoardTree tree = BoardTree.Of();
        using BoardSensors sensors = BoardSensors.Open(tree.Root);

        Assert.Empty(sensors.Temperatures);
        Assert.Empty(sensors.Clocks);
        Assert.False(sensors.TryReadHottest(out _));
    }

    [Fact]
    public void Open_OfThisMachine_Works()
    {
        using BoardSensors sensors = BoardSensors.Open();

        Assert.All(sensors.Temperatures, sensor => Assert.NotEmpty(sensor.Name));
    }

    [Fact]
    public void TryRead_OfAFileOfTheKernels_ReadsItAgain()
    {
        const string Counter = "/sys/class/net/lo/statistics/rx_packets";
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using SysfsNumber? packets = new SystemTree("/").Number(Counter[1..]);

        Assert.NotNull(packets);
        Assert.True(packets.TryRead(out long before));
        Assert.True(packets.TryRead(out long after));
        Assert.InRange(before, 0, after);
    }

    [Fact]
    public void TryRead_OfEverySensor_AllocatesNothing()
    {
        using BoardTree tree = BoardTree.Named("raspberry-pi-5");
        using BoardSensors sensors = BoardSensors.Open(tree.Root);
        ReadAll(sensors);

        long before = GC.GetAllocatedBytesForCurrentThread();
        ReadAll(sensors);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void ReadAll(BoardSensors sensors)
    {
        for (int i = 0; i < 100; i++)
        {
            sensors.TryReadHottest(out _);
            sensors.Clocks[0].TryRead(out _);
        }
    }

    private static double Watts(PowerSensor sensor) => sensor.TryRead(out double watts) ? watts : double.NaN;

    private static double Hertz(ClockSensor sensor) => sensor.TryRead(out double hertz) ? hertz : double.NaN;
}
