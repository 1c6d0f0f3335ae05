using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Isms.Tests.Kernel.Access.Outside;

/// <summary>A directory on this machine that knows one name and password; it understands bind and unbind.</summary>
internal sealed class FakeDirectory : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private readonly string _name;
    private readonly string _password;

    public FakeDirectory(string name, string password)
    {
        (_name, _password) = (name, password);
        _listener.Start();
        _running = RunAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Asked { get; private set; }

    private async Task RunAsync()
    {
        try
        {
            while (true)
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    // Messages here are shorter than 128 bytes, so every length is one byte.
    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        var stream = client.GetStream();
        var head = new byte[2];
        while (await stream.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, _stop.Token) == 2)
        {
            var body = new byte[head[1]];
            await stream.ReadExactlyAsync(body, _stop.Token);
            var id = body[2];
            if (body[3] != 0x60)
                return;
            var at = 9;
            var name = Encoding.UTF8.GetString(body, at + 1, body[at]);
            at += 1 + body[at];
            var password = Encoding.UTF8.GetString(body, at + 2, body[at + 1]);
            Asked++;
            var code = (byte)(name == _name && password == _password ? 0 : 49);
            await stream.WriteAsync(new byte[] { 0x30, 0x0c, 0x02, 0x01, id, 0x61, 0x07, 0x0a, 0x01, code, 0x04, 0x00, 0x04, 0x00 }, _stop.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
    }
}
