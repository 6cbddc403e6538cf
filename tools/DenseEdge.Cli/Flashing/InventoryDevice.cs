namespace DenseEdge.Cli.Flashing;

/// <summary>One device of an inventory.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Address">Where it is.</param>
internal sealed record InventoryDevice(string Name, DeviceAddress Address)
{
    /// <summary>Makes one that is called by its address.</summary>
    /// <param name="address">ssh://user@host[:port][/store-folder].</param>
    /// <exception cref="ArgumentException">The address is something else.</exception>
    public static InventoryDevice At(string address)
    {
        DeviceAddress parsed = DeviceAddress.Parse(address);
        return new InventoryDevice(parsed.ToString(), parsed);
    }
}
