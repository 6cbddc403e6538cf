using System.Device.Gpio.Kernel;
using System.Device.Gpio.Kernel.Abi;

namespace System.Device.Gpio.Tests.Fake;

/// <content>The ioctls.</content>
internal sealed unsafe partial class FakeKernel
{
    private const LineFlags Directions = LineFlags.Input | LineFlags.Output;
    private const LineFlags BothEdges = LineFlags.EdgeRising | LineFlags.EdgeFalling;
    private const LineFlags Biases = LineFlags.BiasPullUp | LineFlags.BiasPullDown | LineFlags.BiasDisabled;

    private int OfChip(FakeChip chip, uint request, void* argument)
    {
        if (chip.IsGone)
        {
            return Errno.NoDevice;
        }

        return request switch
        {
            _ when request == GpioRequest.GetChipInfo => GetChipInfo(chip, (ChipInfo*)argument),
            _ when chip.IsOld => Errno.InvalidArgument,
            _ when request == GpioRequest.GetLineInfo => GetLineInfo(chip, (LineInfo*)argument),
            _ when request == GpioRequest.GetLine => GetLine(chip, (LineRequest*)argument),
            _ => Errno.InvalidArgument,
        };
    }

    private static int OfLine(FakeRequest line, uint request, void* argument)
    {
        if (line.Chip.IsGone)
        {
            return Errno.NoDevice;
        }

        return request switch
        {
            _ when request == GpioRequest.SetConfig => SetConfig(line, (LineConfig*)argument),
            _ when request == GpioRequest.GetValues => GetValues(line, (LineValues*)argument),
            _ when request == GpioRequest.SetValues => SetValues(line, (LineValues*)argument),
            _ => Errno.InvalidArgument,
        };
    }

    private static int GetChipInfo(FakeChip chip, ChipInfo* info)
    {
        FixedText.Write(new Span<byte>(info->Label, FixedText.Bytes), chip.Label);
        info->LineCount = (uint)chip.Lines.Count;
        return Errno.None;
    }

    private static int GetLineInfo(FakeChip chip, LineInfo* info)
    {
        if (info->Offset >= chip.Lines.Count || info->Padding[0] != 0)
        {
            return Errno.InvalidArgument;
        }

        FakeLine line = chip.Lines[(int)info->Offset];
        FixedText.Write(new Span<byte>(info->Name, FixedText.Bytes), line.Name);
        FixedText.Write(new Span<byte>(info->Consumer, FixedText.Bytes), line.Consumer ?? string.Empty);
        info->Flags = line.Direction | line.Bias | (line.Consumer is null ? LineFlags.None : LineFlags.Used);
        return Errno.None;
    }

    private int GetLine(FakeChip chip, LineRequest* request)
    {
        if (request->LineCount != 1 || request->Padding[0] != 0 || request->Offsets[0] >= chip.Lines.Count
            || !IsValid(&request->Config))
        {
            return Errno.InvalidArgument;
        }

        FakeLine line = chip.Lines[(int)request->Offsets[0]];
        if (line.Consumer is not null)
        {
            return Errno.Busy;
        }

        var file = new FakeRequest(chip, request->Offsets[0], request->EventBufferSize);
        int status = SetConfig(file, &request->Config);
        if (status == Errno.None)
        {
            line.Consumer = FixedText.Read(new ReadOnlySpan<byte>(request->Consumer, FixedText.Bytes));
            request->FileDescriptor = NewFile(file);
        }

        return status;
    }

    // gpio_v2_line_config_validate and gpio_v2_line_flags_validate.
    private static bool IsValid(LineConfig* config)
    {
        LineFlags flags = config->Flags;
        LineFlags bias = flags & Biases;
        return config->AttributeCount <= LineConfig.MaximumAttributes
            && config->Padding[0] == 0
            && (flags & ~(Directions | BothEdges | Biases | LineFlags.ActiveLow)) == 0
            && (flags & Directions) != Directions
            && ((flags & BothEdges) == 0 || flags.HasFlag(LineFlags.Input))
            && (bias == 0 || (flags & Directions) != 0)
            && (bias is 0 or LineFlags.BiasPullUp or LineFlags.BiasPullDown or LineFlags.BiasDisabled);
    }

    private static int SetConfig(FakeRequest request, LineConfig* config)
    {
        if (!IsValid(config))
        {
            return Errno.InvalidArgument;
        }

        LineFlags edges = config->Flags & BothEdges;
        if (edges != 0 && request.Chip.EdgeError != Errno.None)
        {
            return request.Chip.EdgeError;
        }

        LineFlags bias = config->Flags & Biases;
        FakeLine line = request.Line;
        line.Bias = bias == LineFlags.None ? line.Bias : bias;
        if (config->Flags.HasFlag(LineFlags.Output))
        {
            line.Direction = LineFlags.Output;
            line.Driven = OutputValue(config);
            request.Edges = LineFlags.None;
        }
        else if (config->Flags.HasFlag(LineFlags.Input))
        {
            line.Direction = LineFlags.Input;
            request.Edges = edges;
        }

        return Errno.None;
    }

    private static bool OutputValue(LineConfig* config)
    {
        for (int i = 0; i < config->AttributeCount; i++)
        {
            LineConfigAttribute attribute = config->Attributes[i];
            if (attribute.Attribute.Id == LineAttributeId.OutputValues && (attribute.Mask & 1) != 0)
            {
                return (attribute.Attribute.Value & 1) != 0;
            }
        }

        return false;
    }

    private static int GetValues(FakeRequest request, LineValues* values)
    {
        if ((values->Mask & 1) == 0)
        {
            return Errno.InvalidArgument;
        }

        values->Bits = request.Line.Level ? 1u : 0;
        return Errno.None;
    }

    private static int SetValues(FakeRequest request, LineValues* values)
    {
        if ((values->Mask & 1) == 0)
        {
            return Errno.InvalidArgument;
        }

        if (request.Line.Direction != LineFlags.Output)
        {
            return Errno.NotPermitted;
        }

        request.Line.Driven = (values->Bits & 1) != 0;
        return Errno.None;
    }
}
