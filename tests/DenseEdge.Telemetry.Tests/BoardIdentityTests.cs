using DenseEdge.Telemetry.Identity;

namespace DenseEdge.Telemetry.Tests;

public sealed class BoardIdentityTests
{
    [Fact]
    public void Read_OfAJetson_TellsBoardReleaseAndPowerMode()
    {
        using BoardTree tree = BoardTree.Named("jetson-orin-nano");

        BoardIdentity board = BoardIdentity.Read(tree.Root);

        Assert.Equal("NVIDIA Jetson Orin Nano Developer Kit", board.Model);
        Assert.Equal(["nvidia,p3768-0000+p3767-0005", "nvidia,p3767-0005", "nvidia,tegra234"], board.Compatible);
        Assert.Equal("1420000000000", board.SerialNumber);
        Assert.Equal("Arm Cortex-A78AE", board.Processor);
        Assert.Equal(6, board.OnlineCores);
        Assert.Equal(7_802_208L * 1024, board.MemoryBytes);
        Assert.Equal("Ubuntu 22.04.5 LTS", board.OperatingSystem);
        Assert.Equal("5.15.148-tegra", board.Kernel);
        Assert.Equal("36.4.3", board.JetsonLinux);
        Assert.Equal("15W (mode 0)", board.PowerMode);
    }

    [Fact]
    public void Read_OfARaspberryPi_HasNothingOfAJetson()
    {
        using BoardTree tree = BoardTree.Named("raspberry-pi-5");

        BoardIdentity board = BoardIdentity.Read(tree.Root);

        Assert.Equal("Raspberry Pi 5 Model B Rev 1.0", board.Model);
        Assert.Equal("Arm Cortex-A76", board.Processor);
        Assert.Equal(4, board.OnlineCores);
        Assert.Null(board.JetsonLinux);
        Assert.Null(board.PowerMode);
        Assert.Null(board.SerialNumber);
    }

    [Fact]
    public void Read_OfAPersonalComputer_TakesTheFirmwaresName()
    {
        using BoardTree tree = BoardTree.Of(
            "proc/cpuinfo=processor\\t: 0\\nmodel name\\t: AMD EPYC\\n\\nprocessor\\t: 1\\nmodel name\\t: AMD EPYC\\n",
            "sys/class/dmi/id/sys_vendor=LENOVO\\n",
            "sys/class/dmi/id/product_name=30E1S1LM00\\n");

        BoardIdentity board = BoardIdentity.Read(tree.Root);

        Assert.Equal("LENOVO 30E1S1LM00", board.Model);
        Assert.Equal("AMD EPYC", board.Processor);
        Assert.Equal(2, board.OnlineCores);
        Assert.Empty(board.Compatible);
    }

    [Fact]
    public void Read_WithoutAnyFile_IsAllNull()
    {
        using BoardTree tree = BoardTree.Of();

        Assert.Equal(new BoardIdentity { Compatible = [] }, BoardIdentity.Read(tree.Root) with { Compatible = [] });
    }

    [Fact]
    public void Read_OfThisMachine_KnowsItsKernel()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.NotNull(BoardIdentity.Read().Kernel);
        }
    }

    [Theory]
    [InlineData("pmode:0002\n", "MAXN_SUPER (mode 2)")]
    [InlineData("pmode:0012", "mode 12")]
    [InlineData("nothing", null)]
    public void PowerMode_FromStatusAndConfiguration_HasNameAndNumber(string status, string? expected)
    {
        const string Config = "< POWER_MODEL ID=1 NAME=25W >\n  < POWER_MODEL ID=2 NAME=MAXN_SUPER >\n"
            + "# < POWER_MODEL ID=12 NAME=X >\n";

        Assert.Equal(expected, JetsonFiles.PowerMode(status, Config));
    }

    [Theory]
    [InlineData("# R35 (release), REVISION: 5.0, GCID: 35550185, BOARD: t186ref", "35.5.0")]
    [InlineData("# R32 (release), REVISION: 7.1, GCID: 29818004", "32.7.1")]
    [InlineData("Debian", null)]
    public void Release_OfTheFile_IsMajorAndRevision(string text, string? expected)
        => Assert.Equal(expected, JetsonFiles.Release(text));

    [Fact]
    public void Processor_OfTwoKindsOfCores_NamesBoth()
    {
        const string Tx2 = "processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd07\n\n"
            + "processor\t: 1\nCPU implementer\t: 0x4e\nCPU part\t: 0x003\n\n"
            + "processor\t: 2\nCPU implementer\t: 0x61\nCPU part\t: 0x022\n";

        var info = ProcessorInfo.Parse(Tx2);

        Assert.Equal("Arm Cortex-A57 + NVIDIA Denver 2 + implementer 0x61 part 0x022", info.Name);
        Assert.Equal(3, info.Cores);
    }
}
