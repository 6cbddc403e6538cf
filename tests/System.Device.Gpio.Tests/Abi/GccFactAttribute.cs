namespace System.Device.Gpio.Tests.Abi;

/// <summary>A test that needs a C compiler and the kernel's headers; where there are none it is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GccFactAttribute : FactAttribute
{
    public GccFactAttribute()
    {
        bool hasCompiler = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "gcc"))) ?? false;
        if (!hasCompiler || !File.Exists("/usr/include/linux/gpio.h"))
        {
            Skip = "The kernel ABI was NOT checked: gcc or /usr/include/linux/gpio.h is missing (packages gcc, linux-libc-dev).";
        }
    }
}
