using DenseEdge.Cli.Flashing;

namespace DenseEdge.Cli.Tests.Flashing;

public sealed class InventoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-inventory-").FullName;

    [Fact]
    public void Load_LinesWithComments_GivesEveryDeviceItsAddressAsName()
    {
        string path = Write("devices.txt", "# gates\nssh://ada@north:2222\n\n  ssh://south/srv/m   # the old one\n");

        IReadOnlyList<InventoryDevice> devices = Inventory.Load(path);

        Assert.Equal(["ada@north:2222", "south/srv/m"], devices.Select(device => device.Name));
    }

    [Fact]
    public void Load_Json_TakesNames()
    {
        string path = Write(
            "devices.json", """[{"name": "north gate", "address": "ssh://ada@north"}, {"address": "ssh://south"}]""");

        IReadOnlyList<InventoryDevice> devices = Inventory.Load(path);

        Assert.Equal(["north gate", "south"], devices.Select(device => device.Name));
        Assert.Equal("ada@north", devices[0].Address.Ssh.Target);
    }

    [Fact]
    public void Load_SeveralFaults_NamesEveryLine()
    {
        string path = Write("devices.txt", "ssh://a\nhttp://b\nssh://a/var/lib/denseedge\n");

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => Inventory.Load(path));

        Assert.Contains("line 2: Expected ssh://", fault.Message, StringComparison.Ordinal);
        Assert.Contains("line 3: 'ssh://a/var/lib/denseedge' stands in line 1 already", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("devices.txt", "# nothing\n")]
    [InlineData("devices.json", "{}")]
    [InlineData("devices.json", "[")]
    [InlineData("devices.json", """[{"name": "x"}]""")]
    public void Load_WithoutADevice_SaysWhatAnInventoryIs(string name, string text)
        => Assert.Contains(
            "a text file with one ssh:// address a line",
            Assert.Throws<InvalidDataException>(() => Inventory.Load(Write(name, text))).Message, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
