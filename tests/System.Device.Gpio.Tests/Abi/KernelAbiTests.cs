using System.Device.Gpio.Kernel;
using System.Device.Gpio.Kernel.Abi;

namespace System.Device.Gpio.Tests.Abi;

public sealed unsafe class KernelAbiTests
{
    [GccFact]
    public void Structures_Numbers_AreThoseOfTheKernelHeaders()
    {
        IReadOnlyDictionary<string, ulong> expected = KernelLayout.Read();
        var ours = new SortedDictionary<string, ulong>(StringComparer.Ordinal);
        foreach ((string name, ulong value) in Layouts().Concat(Constants()))
        {
            ours.Add(name, value);
        }

        Assert.Equal(expected.OrderBy(pair => pair.Key, StringComparer.Ordinal), ours);
    }

    private static IEnumerable<(string Name, ulong Value)> Layouts()
        => [.. ChipAndLine(), .. ConfigAndRequest(), .. ValuesEventsAndPoll()];

    private static (string, ulong)[] ChipAndLine()
    {
        ChipInfo chip;
        LineInfo line;
        return
        [
            ("sizeof(gpiochip_info)", (ulong)sizeof(ChipInfo)),
            ("gpiochip_info.name", Offset(&chip, chip.Name)),
            ("gpiochip_info.label", Offset(&chip, chip.Label)),
            ("gpiochip_info.lines", Offset(&chip, &chip.LineCount)),
            ("sizeof(gpio_v2_line_info)", (ulong)sizeof(LineInfo)),
            ("gpio_v2_line_info.name", Offset(&line, line.Name)),
            ("gpio_v2_line_info.consumer", Offset(&line, line.Consumer)),
            ("gpio_v2_line_info.offset", Offset(&line, &line.Offset)),
            ("gpio_v2_line_info.num_attrs", Offset(&line, &line.AttributeCount)),
            ("gpio_v2_line_info.flags", Offset(&line, &line.Flags)),
            ("gpio_v2_line_info.attrs", Offset(&line, &line.Attributes)),
            ("gpio_v2_line_info.padding", Offset(&line, line.Padding)),
        ];
    }

    private static (string, ulong)[] ConfigAndRequest()
    {
        LineAttribute attribute;
        LineConfigAttribute configAttribute;
        LineConfig config;
        LineRequest request;
        return
        [
            ("sizeof(gpio_v2_line_attribute)", (ulong)sizeof(LineAttribute)),
            ("gpio_v2_line_attribute.id", Offset(&attribute, &attribute.Id)),
            ("gpio_v2_line_attribute.padding", Offset(&attribute, &attribute.Padding)),
            ("gpio_v2_line_attribute.values", Offset(&attribute, &attribute.Value)),
            ("sizeof(gpio_v2_line_config_attribute)", (ulong)sizeof(LineConfigAttribute)),
            ("gpio_v2_line_config_attribute.attr", Offset(&configAttribute, &configAttribute.Attribute)),
            ("gpio_v2_line_config_attribute.mask", Offset(&configAttribute, &configAttribute.Mask)),
            ("sizeof(gpio_v2_line_config)", (ulong)sizeof(LineConfig)),
            ("gpio_v2_line_config.flags", Offset(&config, &config.Flags)),
            ("gpio_v2_line_config.num_attrs", Offset(&config, &config.AttributeCount)),
            ("gpio_v2_line_config.padding", Offset(&config, config.Padding)),
            ("gpio_v2_line_config.attrs", Offset(&config, &config.Attributes)),
            ("sizeof(gpio_v2_line_request)", (ulong)sizeof(LineRequest)),
            ("gpio_v2_line_request.offsets", Offset(&request, request.Offsets)),
            ("gpio_v2_line_request.consumer", Offset(&request, request.Consumer)),
            ("gpio_v2_line_request.config", Offset(&request, &request.Config)),
            ("gpio_v2_line_request.num_lines", Offset(&request, &request.LineCount)),
            ("gpio_v2_line_request.event_buffer_size", Offset(&request, &request.EventBufferSize)),
            ("gpio_v2_line_request.padding", Offset(&request, request.Padding)),
            ("gpio_v2_line_request.fd", Offset(&request, &request.FileDescriptor)),
        ];
    }

    private static (string, ulong)[] ValuesEventsAndPoll()
    {
        LineValues values;
        LineEvent edge;
        PollEntry poll;
        return
        [
            ("sizeof(gpio_v2_line_values)", (ulong)sizeof(LineValues)),
            ("gpio_v2_line_values.bits", Offset(&values, &values.Bits)),
            ("gpio_v2_line_values.mask", Offset(&values, &values.Mask)),
            ("sizeof(gpio_v2_line_event)", (ulong)sizeof(LineEvent)),
            ("gpio_v2_line_event.timestamp_ns", Offset(&edge, &edge.TimestampNs)),
            ("gpio_v2_line_event.id", Offset(&edge, &edge.Id)),
            ("gpio_v2_line_event.offset", Offset(&edge, &edge.Offset)),
            ("gpio_v2_line_event.seqno", Offset(&edge, &edge.SequenceNumber)),
            ("gpio_v2_line_event.line_seqno", Offset(&edge, &edge.LineSequenceNumber)),
            ("gpio_v2_line_event.padding", Offset(&edge, edge.Padding)),
            ("sizeof(pollfd)", (ulong)sizeof(PollEntry)),
            ("pollfd.fd", Offset(&poll, &poll.FileDescriptor)),
            ("pollfd.events", Offset(&poll, &poll.Wanted)),
            ("pollfd.revents", Offset(&poll, &poll.Found)),
        ];
    }

    private static (string, ulong)[] Constants() =>
    [
        ("GPIO_MAX_NAME_SIZE", FixedText.Bytes),
        ("GPIO_V2_LINES_MAX", LineRequest.MaximumLines),
        ("GPIO_V2_LINE_NUM_ATTRS_MAX", LineConfig.MaximumAttributes),
        ("GPIO_V2_LINE_FLAG_USED", (ulong)LineFlags.Used),
        ("GPIO_V2_LINE_FLAG_ACTIVE_LOW", (ulong)LineFlags.ActiveLow),
        ("GPIO_V2_LINE_FLAG_INPUT", (ulong)LineFlags.Input),
        ("GPIO_V2_LINE_FLAG_OUTPUT", (ulong)LineFlags.Output),
        ("GPIO_V2_LINE_FLAG_EDGE_RISING", (ulong)LineFlags.EdgeRising),
        ("GPIO_V2_LINE_FLAG_EDGE_FALLING", (ulong)LineFlags.EdgeFalling),
        ("GPIO_V2_LINE_FLAG_BIAS_PULL_UP", (ulong)LineFlags.BiasPullUp),
        ("GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN", (ulong)LineFlags.BiasPullDown),
        ("GPIO_V2_LINE_FLAG_BIAS_DISABLED", (ulong)LineFlags.BiasDisabled),
        ("GPIO_V2_LINE_ATTR_ID_FLAGS", (ulong)LineAttributeId.Flags),
        ("GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES", (ulong)LineAttributeId.OutputValues),
        ("GPIO_V2_LINE_ATTR_ID_DEBOUNCE", (ulong)LineAttributeId.Debounce),
        ("GPIO_V2_LINE_EVENT_RISING_EDGE", (ulong)LineEventId.RisingEdge),
        ("GPIO_V2_LINE_EVENT_FALLING_EDGE", (ulong)LineEventId.FallingEdge),
        ("GPIO_GET_CHIPINFO_IOCTL", GpioRequest.GetChipInfo),
        ("GPIO_V2_GET_LINEINFO_IOCTL", GpioRequest.GetLineInfo),
        ("GPIO_V2_GET_LINE_IOCTL", GpioRequest.GetLine),
        ("GPIO_V2_LINE_SET_CONFIG_IOCTL", GpioRequest.SetConfig),
        ("GPIO_V2_LINE_GET_VALUES_IOCTL", GpioRequest.GetValues),
        ("GPIO_V2_LINE_SET_VALUES_IOCTL", GpioRequest.SetValues),
        ("POLLIN", (ulong)PollEntry.Readable),
        ("O_RDWR", LinuxSystemCalls.ReadAndWrite),
        ("O_CLOEXEC", LinuxSystemCalls.CloseOnExec),
        ("EFD_CLOEXEC", LinuxSystemCalls.CloseOnExec),
        ("EFD_NONBLOCK", LinuxSystemCalls.NonBlocking),
        ("EPERM", Errno.NotPermitted),
        ("ENOENT", Errno.NoEntry),
        ("EINTR", Errno.Interrupted),
        ("EBADF", Errno.BadDescriptor),
        ("EAGAIN", Errno.TryAgain),
        ("EACCES", Errno.AccessDenied),
        ("EBUSY", Errno.Busy),
        ("ENODEV", Errno.NoDevice),
        ("EINVAL", Errno.InvalidArgument),
        ("ENOTTY", Errno.NotATerminal),
    ];

    private static ulong Offset(void* structure, void* field) => (ulong)((byte*)field - (byte*)structure);
}
