using System.Device.Gpio;
using System.Device.Gpio.Drivers;
using System.Globalization;
using DenseEdge.Cameras;
using DenseEdge.Contracts;
using DenseEdge.Samples.GpioTrigger;
using DenseEdge.Sdk;

// A button takes a frame; a light tells whether a class, a person say, is in it.

const string Usage = "usage: GpioTrigger MODEL.onnx CAMERA --class NAME [--share 2%] [--chip 0] [--button 18] [--led 24] "
    + "[--presses N] [--simulate]";
TimeSpan frameTimeout = TimeSpan.FromSeconds(2);

try
{
    List<string> left = [.. args];
    bool simulate = left.Remove("--simulate");
    string className = Take("--class") ?? throw new ArgumentException($"--class is missing. {Usage}");
    double share = Number("--share", (Take("--share") ?? "2%").TrimEnd('%')) / 100;
    int chip = (int)Number("--chip", Take("--chip") ?? "0");
    int button = (int)Number("--button", Take("--button") ?? "18");
    int led = (int)Number("--led", Take("--led") ?? "24");
    int presses = (int)Number("--presses", Take("--presses") ?? "0");
    if (left is not [string modelPath, string cameraUri])
    {
        throw new ArgumentException($"expected a model and a camera, got '{string.Join(' ', left)}'. {Usage}");
    }

    using DensePredictor predictor = DensePredictor.Load(modelPath);
    int label = LabelOf(predictor, className);
    using CancellationTokenSource stop = new();
    Console.CancelKeyPress += (_, signal) =>
    {
        signal.Cancel = true;
        stop.Cancel();
    };

    if (simulate)
    {
        Console.Error.WriteLine("GpioTrigger: SIMULATED PINS: no hardware is touched; press Enter instead of the button.");
    }

    using GpioController gpio = new(
        PinNumberingScheme.Logical, simulate ? new KeyboardDriver(button, led, Console.In, Console.Out) : new LibGpiodDriver(chip));
    gpio.OpenPin(button, PinMode.InputPullUp);                  // the button connects the pin to ground
    gpio.OpenPin(led, PinMode.Output, PinValue.Low);
    using Camera camera = Camera.Open(cameraUri);
    Console.WriteLine($"GpioTrigger: ready; {predictor.EngineName}, camera {camera.Name}, button {button}, light {led}");

    for (int done = 0; done != presses || presses == 0; done++)
    {
        if (gpio.WaitForEvent(button, PinEventTypes.Falling, stop.Token).TimedOut)
        {
            break;                                              // Ctrl-C, or the end of the simulation
        }

        if (!camera.TryRead(frameTimeout, out Frame frame))
        {
            gpio.Write(led, PinValue.Low);                      // no frame is no "yes"
            Console.Error.WriteLine($"GpioTrigger: no frame in {frameTimeout.TotalSeconds:F0} s, camera {camera.Status}");
            continue;
        }

        using (frame)
        {
            using DensePrediction prediction = predictor.Run(frame);
            double found = prediction.Segmentation!.Value.ShareOf(label);
            bool present = found >= share;
            gpio.Write(led, present ? PinValue.High : PinValue.Low);
            Console.WriteLine(
                $"frame {frame.SequenceNumber}: {className} {found:P1} of the picture: {(present ? "yes" : "no")}; {prediction.Timing}");
        }
    }

    gpio.Write(led, PinValue.Low);
    return 0;

    string? Take(string name)
    {
        int at = left.IndexOf(name);
        if (at < 0)
        {
            return null;
        }

        string value = at + 1 < left.Count ? left[at + 1] : throw new ArgumentException($"{name} needs a value. {Usage}");
        left.RemoveRange(at, 2);
        return value;
    }
}
catch (Exception e) when (e is ArgumentException or FileNotFoundException or DirectoryNotFoundException)
{
    return Fail(2, e.Message);
}
catch (Exception e) when (e is IOException or InvalidDataException or CameraException or EngineException
    or PlatformNotSupportedException or InvalidOperationException)
{
    return Fail(1, e.Message);
}

static double Number(string name, string text)
    => double.TryParse(text, CultureInfo.InvariantCulture, out double number) && number >= 0
        ? number
        : throw new ArgumentException($"{name} expects a number from 0, got '{text}'.");

static int LabelOf(DensePredictor predictor, string name)
{
    IReadOnlyList<LabelClass> classes = predictor.Model.Find(TaskKind.SemanticSegmentation)?.Spec.Classes
        ?? throw new ArgumentException("expected a model that answers semantic segmentation.");
    int label = classes.ToList().FindIndex(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    return label >= 0 ? label : throw new ArgumentException(
        $"--class expects one of {string.Join(", ", classes.Select(known => known.Name))}, got '{name}'.");
}

static int Fail(int code, string message)
{
    Console.Error.WriteLine($"GpioTrigger: {message.ReplaceLineEndings(" ")}");
    return code;
}
