// Prints what the kernel's headers say of <linux/gpio.h>: one "name value" a line.
#include <linux/gpio.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/eventfd.h>

#define SIZE(type) printf("sizeof(%s) %zu\n", #type, sizeof(struct type))
#define OFFSET(type, field) printf("%s.%s %zu\n", #type, #field, offsetof(struct type, field))
#define VALUE(name) printf("%s %llu\n", #name, (unsigned long long)(name))

int main(void)
{
    SIZE(gpiochip_info);
    OFFSET(gpiochip_info, name);
    OFFSET(gpiochip_info, label);
    OFFSET(gpiochip_info, lines);
    SIZE(gpio_v2_line_attribute);
    OFFSET(gpio_v2_line_attribute, id);
    OFFSET(gpio_v2_line_attribute, padding);
    OFFSET(gpio_v2_line_attribute, values);
    SIZE(gpio_v2_line_config_attribute);
    OFFSET(gpio_v2_line_config_attribute, attr);
    OFFSET(gpio_v2_line_config_attribute, mask);
    SIZE(gpio_v2_line_config);
    OFFSET(gpio_v2_line_config, flags);
    OFFSET(gpio_v2_line_config, num_attrs);
    OFFSET(gpio_v2_line_config, padding);
    OFFSET(gpio_v2_line_config, attrs);
    SIZE(gpio_v2_line_request);
    OFFSET(gpio_v2_line_request, offsets);
    OFFSET(gpio_v2_line_request, consumer);
    OFFSET(gpio_v2_line_request, config);
    OFFSET(gpio_v2_line_request, num_lines);
    OFFSET(gpio_v2_line_request, event_buffer_size);
    OFFSET(gpio_v2_line_request, padding);
    OFFSET(gpio_v2_line_request, fd);
    SIZE(gpio_v2_line_info);
    OFFSET(gpio_v2_line_info, name);
    OFFSET(gpio_v2_line_info, consumer);
    OFFSET(gpio_v2_line_info, offset);
    OFFSET(gpio_v2_line_info, num_attrs);
    OFFSET(gpio_v2_line_info, flags);
    OFFSET(gpio_v2_line_info, attrs);
    OFFSET(gpio_v2_line_info, padding);
    SIZE(gpio_v2_line_values);
    OFFSET(gpio_v2_line_values, bits);
    OFFSET(gpio_v2_line_values, mask);
    SIZE(gpio_v2_line_event);
    OFFSET(gpio_v2_line_event, timestamp_ns);
    OFFSET(gpio_v2_line_event, id);
    OFFSET(gpio_v2_line_event, offset);
    OFFSET(gpio_v2_line_event, seqno);
    OFFSET(gpio_v2_line_event, line_seqno);
    OFFSET(gpio_v2_line_event, padding);
    SIZE(pollfd);
    OFFSET(pollfd, fd);
    OFFSET(pollfd, events);
    OFFSET(pollfd, revents);
    VALUE(GPIO_MAX_NAME_SIZE);
    VALUE(GPIO_V2_LINES_MAX);
    VALUE(GPIO_V2_LINE_NUM_ATTRS_MAX);
    VALUE(GPIO_V2_LINE_FLAG_USED);
    VALUE(GPIO_V2_LINE_FLAG_ACTIVE_LOW);
    VALUE(GPIO_V2_LINE_FLAG_INPUT);
    VALUE(GPIO_V2_LINE_FLAG_OUTPUT);
    VALUE(GPIO_V2_LINE_FLAG_EDGE_RISING);
    VALUE(GPIO_V2_LINE_FLAG_EDGE_FALLING);
    VALUE(GPIO_V2_LINE_FLAG_BIAS_PULL_UP);
    VALUE(GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN);
    VALUE(GPIO_V2_LINE_FLAG_BIAS_DISABLED);
    VALUE(GPIO_V2_LINE_ATTR_ID_FLAGS);
    VALUE(GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES);
    VALUE(GPIO_V2_LINE_ATTR_ID_DEBOUNCE);
    VALUE(GPIO_V2_LINE_EVENT_RISING_EDGE);
    VALUE(GPIO_V2_LINE_EVENT_FALLING_EDGE);
    VALUE(GPIO_GET_CHIPINFO_IOCTL);
    VALUE(GPIO_V2_GET_LINEINFO_IOCTL);
    VALUE(GPIO_V2_GET_LINE_IOCTL);
    VALUE(GPIO_V2_LINE_SET_CONFIG_IOCTL);
    VALUE(GPIO_V2_LINE_GET_VALUES_IOCTL);
    VALUE(GPIO_V2_LINE_SET_VALUES_IOCTL);
    VALUE(POLLIN);
    VALUE(O_RDWR);
    VALUE(O_CLOEXEC);
    VALUE(EFD_CLOEXEC);
    VALUE(EFD_NONBLOCK);
    VALUE(EPERM);
    VALUE(ENOENT);
    VALUE(EINTR);
    VALUE(EBADF);
    VALUE(EAGAIN);
    VALUE(EACCES);
    VALUE(EBUSY);
    VALUE(ENODEV);
    VALUE(EINVAL);
    VALUE(ENOTTY);
    return 0;
}
