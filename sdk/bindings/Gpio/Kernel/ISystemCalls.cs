namespace System.Device.Gpio.Kernel;

/// <summary>
/// What this library asks of the kernel. Every call gives 0 or an error number (<see cref="Errno"/>) and starts again
/// by itself when a signal interrupts it.
/// </summary>
internal unsafe interface ISystemCalls
{
    /// <summary>Lists N of every /dev/gpiochipN, ascending.</summary>
    IReadOnlyList<int> ListChips();

    /// <summary>Opens a device for reading and writing. The file is not inherited by child processes.</summary>
    int Open(string path, out FileHandle file);

    /// <summary>Makes an eventfd: readable from a write on until it is read.</summary>
    int OpenWakeUp(out FileHandle file);

    /// <summary>Asks a device.</summary>
    /// <param name="file">The device.</param>
    /// <param name="request">A number of <see cref="Abi.GpioRequest"/>.</param>
    /// <param name="argument">The structure that the request goes with, from the kernel and to it.</param>
    int Ioctl(FileHandle file, uint request, void* argument);

    /// <summary>Waits without a time limit until one of the files is readable or broken.</summary>
    int Poll(Span<PollEntry> entries);

    /// <summary>Reads what there is, up to the size of the buffer.</summary>
    int Read(FileHandle file, Span<byte> buffer, out int count);

    /// <summary>Writes.</summary>
    int Write(FileHandle file, ReadOnlySpan<byte> bytes);

    /// <summary>Closes a file; only its handle calls this.</summary>
    int Close(int descriptor);
}
