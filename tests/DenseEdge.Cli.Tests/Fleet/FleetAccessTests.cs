using DenseEdge.Cli.Fleet;

namespace DenseEdge.Cli.Tests.Fleet;

public sealed class FleetAccessTests : IDisposable
{
    private static readonly FleetLogin Login = new()
    {
        Server = "https://home.example:8443/",
        Token = "de_stored",
        Authority = "/etc/home.pem",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("denseedge-login-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Access_WithNothingSaid_IsThatOfTheLogin()
        => Assert.Equal(
            new FleetAccess(new Uri("https://home.example:8443"), "de_stored", "/etc/home.pem"), Find(new FleetArguments(), Login));

    [Fact]
    public void Access_WithVariables_PrefersThemToTheLogin()
        => Assert.Equal(
            new FleetAccess(new Uri("http://127.0.0.1:8080"), "de_variable", null),
            Find(
                new FleetArguments(), Login, (FleetAccess.ServerVariable, "http://127.0.0.1:8080"),
                (FleetAccess.TokenVariable, "de_variable")));

    [Fact]
    public void Access_WithOptions_PrefersThemToVariables()
        => Assert.Equal(
            new FleetAccess(new Uri("https://said.example"), "de_said", "said.pem"),
            Find(
                new FleetArguments { Server = "https://said.example", Token = "de_said", Authority = "said.pem" }, Login,
                (FleetAccess.ServerVariable, "http://127.0.0.1:8080"), (FleetAccess.TokenVariable, "de_variable")));

    [Fact]
    public void Access_OfAnotherServer_NeverGetsTheStoredToken()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(
            () => Find(new FleetArguments { Server = "https://elsewhere.example" }, Login));

        Assert.Contains("Expected a token for https://elsewhere.example/", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("de_stored", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Access_WithoutAServer_SaysHowToNameOne()
        => Assert.Contains(
            "denseedge fleet login URL",
            Assert.Throws<ArgumentException>(() => Find(new FleetArguments(), null)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("fleet.example")]
    [InlineData("ftp://fleet.example")]
    public void Server_ThatIsNoWebAddress_IsRefused(string text)
        => Assert.Contains(
            $"found '{text}'",
            Assert.Throws<ArgumentException>(() => FleetAccess.ParseServer(text)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Login_Written_IsReadBackAndNobodyElseMayReadIt()
    {
        string path = Path.Combine(_folder.FullName, "denseedge", "fleet.json");
        (Login with { Token = "de_before" }).Write(path);

        Login.Write(path);

        Assert.Equal(Login, FleetLogin.Read(path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Login_ThatIsSomethingElse_SaysWhatToDo()
    {
        string path = Path.Combine(_folder.FullName, "fleet.json");
        File.WriteAllText(path, "{\"server\": 7}");

        Assert.Contains(
            "denseedge fleet login URL",
            Assert.Throws<InvalidDataException>(() => FleetLogin.Read(path)).Message,
            StringComparison.Ordinal);
    }

    private static FleetAccess Find(
        FleetArguments arguments, FleetLogin? login, params (string Name, string Value)[] variables)
        => FleetAccess.Find(arguments, name => Array.Find(variables, one => one.Name == name).Value, login);
}
