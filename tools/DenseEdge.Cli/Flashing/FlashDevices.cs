namespace DenseEdge.Cli.Flashing;

/// <summary>The devices that the user named.</summary>
internal static class FlashDevices
{
    private const string Scheme = "ssh://";

    /// <summary>Whether a word of the command line is a device.</summary>
    /// <param name="word">The word.</param>
    public static bool IsAddress(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return word.StartsWith(Scheme, StringComparison.Ordinal);
    }

    /// <summary>Finds them.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <returns>At least one, each once.</returns>
    /// <exception cref="ArgumentException">There is none, or one is named twice.</exception>
    /// <exception cref="InvalidDataException">The inventory is something else.</exception>
    public static IReadOnlyList<InventoryDevice> Of(FlashArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        InventoryDevice[] devices =
        [
            .. arguments.Words.Where(IsAddress).Select(InventoryDevice.At),
            .. arguments.Inventory is { } file ? Inventory.Load(file) : [],
        ];
        if (devices.Length == 0)
        {
            throw new ArgumentException(
                "Expected at least one device (ssh://user@host[:port][/store-folder], or --inventory), found none.");
        }

        IGrouping<DeviceAddress, InventoryDevice>? twice =
            devices.GroupBy(device => device.Address).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? devices : throw new ArgumentException($"Expected every device once, found {twice.Key} twice.");
    }
}
