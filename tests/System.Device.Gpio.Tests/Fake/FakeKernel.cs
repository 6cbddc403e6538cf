using System.Device.Gpio.Kernel;
using System.Device.Gpio.Kernel.Abi;
using System.Runtime.InteropServices;

namespace System.Device.Gpio.Tests.Fake;

/// <summary>A kernel with chips, which behaves as drivers/gpio/gpiolib-cdev.c (Linux 5.10 to 6.12) does.</summary>
internal sealed unsafe partial class FakeKernel : ISystemCalls
{
    private readonly object _gate = new();
    private readonly SortedDictionary<int, FakeChip> _chips = [];
    private readonly Dictionary<int, object> _files = [];
    private readonly List<int> _polled = [];

    /// <summary>Gets the number of files that are open.</summary>
    public int OpenFiles
    {
        get
        {
            lock (_gate)
            {
                return _files.Count;
            }
        }
    }

    /// <summary>Gets whether a file was closed while a thread polled it: a fault of the program.</summary>
    public bool ClosedWhilePolled { get; private set; }

    public FakeChip Add(int number, string label, int lines) => _chips[number] = new FakeChip(label, lines);

    /// <summary>Drives a line from outside.</summary>
    public void Drive(FakeChip chip, int offset, bool? level)
    {
        lock (_gate)
        {
            FakeLine line = chip.Lines[offset];
            bool before = line.Level;
            line.External = level;
            if (line.Level != before && RequestOf(line) is { } request)
            {
                request.Note(line.Level);
            }

            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Takes the chip away, as when a USB adapter is unplugged.</summary>
    public void Unplug(FakeChip chip)
    {
        lock (_gate)
        {
            chip.IsGone = true;
            Monitor.PulseAll(_gate);
        }
    }

    public LineFlags EdgesOf(FakeChip chip, int offset)
    {
        lock (_gate)
        {
            return RequestOf(chip.Lines[offset])?.Edges ?? LineFlags.None;
        }
    }

    public IReadOnlyList<int> ListChips() => [.. _chips.Keys];

    public int Open(string path, out FileHandle file)
    {
        lock (_gate)
        {
            KeyValuePair<int, FakeChip> found = _chips.FirstOrDefault(chip => path == $"/dev/gpiochip{chip.Key}");
            int status = found.Value is null ? Errno.NoEntry : found.Value.OpenError;
            file = new FileHandle(this, status == Errno.None ? NewFile(found.Value!) : -1);
            return status;
        }
    }

    public int OpenWakeUp(out FileHandle file)
    {
        lock (_gate)
        {
            file = new FileHandle(this, NewFile(new WakeUpFile()));
            return Errno.None;
        }
    }

    public int Ioctl(FileHandle file, uint request, void* argument)
    {
        lock (_gate)
        {
            return _files[(int)file.DangerousGetHandle()] switch
            {
                FakeChip chip => OfChip(chip, request, argument),
                FakeRequest line => OfLine(line, request, argument),
                _ => Errno.NotATerminal,
            };
        }
    }

    public int Poll(Span<PollEntry> entries)
    {
        lock (_gate)
        {
            foreach (PollEntry entry in entries)
            {
                _polled.Add(entry.FileDescriptor);
            }

            while (!AnyFound(entries))
            {
                Monitor.Wait(_gate);
            }

            _polled.Clear();
            return Errno.None;
        }
    }

    public int Read(FileHandle file, Span<byte> buffer, out int count)
    {
        lock (_gate)
        {
            count = 0;
            switch (_files[(int)file.DangerousGetHandle()])
            {
                case WakeUpFile wakeUp:
                    count = wakeUp.IsSet ? sizeof(ulong) : 0;
                    bool wasSet = wakeUp.IsSet;
                    wakeUp.IsSet = false;
                    return wasSet ? Errno.None : Errno.TryAgain;
                case FakeRequest { Chip.IsGone: true }:
                    return Errno.NoDevice;
                case FakeRequest request when request.Events.Count > 0:
                    Span<LineEvent> events = MemoryMarshal.Cast<byte, LineEvent>(buffer);
                    int taken = 0;
                    while (taken < events.Length && request.Events.TryDequeue(out events[taken]))
                    {
                        taken++;
                    }

                    count = taken * sizeof(LineEvent);
                    return Errno.None;
                default:
                    throw new InvalidOperationException("This read would block for ever.");
            }
        }
    }

    public int Write(FileHandle file, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            ((WakeUpFile)_files[(int)file.DangerousGetHandle()]).IsSet = true;
            Monitor.PulseAll(_gate);
            return Errno.None;
        }
    }

    public int Close(int descriptor)
    {
        lock (_gate)
        {
            ClosedWhilePolled |= _polled.Contains(descriptor);
            if (!_files.Remove(descriptor, out object? file))
            {
                return Errno.BadDescriptor;
            }

            if (file is FakeRequest request)
            {
                request.Line.Consumer = null;
            }

            return Errno.None;
        }
    }

    private int NewFile(object file)
    {
        // As the kernel does: the lowest number that is free, so that a number soon belongs to another file.
        int descriptor = 3;
        while (_files.ContainsKey(descriptor))
        {
            descriptor++;
        }

        _files.Add(descriptor, file);
        return descriptor;
    }

    private FakeRequest? RequestOf(FakeLine line)
        => _files.Values.OfType<FakeRequest>().FirstOrDefault(request => request.Line == line);

    private bool AnyFound(Span<PollEntry> entries)
    {
        bool any = false;
        foreach (ref PollEntry entry in entries)
        {
            entry.Found = _files.GetValueOrDefault(entry.FileDescriptor) switch
            {
                WakeUpFile { IsSet: true } => PollEntry.Readable,
                FakeRequest { Chip.IsGone: true } => HangUpAndError,
                FakeRequest { Events.Count: > 0 } => PollEntry.Readable,
                null => NotOpen,
                _ => 0,
            };
            any |= entry.Found != 0;
        }

        return any;
    }

    private const short HangUpAndError = 0x18;
    private const short NotOpen = 0x20;

    private sealed class WakeUpFile
    {
        public bool IsSet { get; set; }
    }
}
