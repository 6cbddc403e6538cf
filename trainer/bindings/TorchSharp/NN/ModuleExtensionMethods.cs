namespace TorchSharp;

/// <summary>Moves modules and keeps their type.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Moves the parameters and buffers to a device.</summary>
    /// <typeparam name="T">The module's type.</typeparam>
    /// <param name="module">The module.</param>
    /// <param name="device">The device.</param>
    /// <returns>The same module.</returns>
    public static T to<T>(this T module, torch.Device device)
        where T : torch.nn.Module
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(device);
        module.Move(device, null);
        return module;
    }

    /// <summary>Converts the real parameters and buffers.</summary>
    /// <typeparam name="T">The module's type.</typeparam>
    /// <param name="module">The module.</param>
    /// <param name="type">The element type.</param>
    /// <returns>The same module.</returns>
    public static T to<T>(this T module, torch.ScalarType type)
        where T : torch.nn.Module
    {
        ArgumentNullException.ThrowIfNull(module);
        module.Move(null, type);
        return module;
    }

    /// <summary>Moves the parameters and buffers to a kind of device.</summary>
    /// <typeparam name="T">The module's type.</typeparam>
    /// <param name="module">The module.</param>
    /// <param name="deviceType">The kind.</param>
    /// <param name="deviceIndex">The number, -1 for the current one.</param>
    /// <returns>The same module.</returns>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1)
        where T : torch.nn.Module => module.to(new torch.Device(deviceType, deviceIndex));

    /// <summary>Moves the parameters and buffers to the processor.</summary>
    /// <typeparam name="T">The module's type.</typeparam>
    /// <param name="module">The module.</param>
    /// <returns>The same module.</returns>
    public static T cpu<T>(this T module)
        where T : torch.nn.Module => module.to(torch.CPU);

    /// <summary>Moves the parameters and buffers to a GPU.</summary>
    /// <typeparam name="T">The module's type.</typeparam>
    /// <param name="module">The module.</param>
    /// <param name="deviceIndex">The number, -1 for the current one.</param>
    /// <returns>The same module.</returns>
    public static T cuda<T>(this T module, int deviceIndex = -1)
        where T : torch.nn.Module => module.to(DeviceType.CUDA, deviceIndex);
}
